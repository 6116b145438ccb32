"""Audit and quality frameworks: what a setting is expected to show, and which questions speak to it."""

from reports.framework.file import InvalidFramework, load, names, parse, shipped
from reports.framework.model import Framework, FrameworkSection, ProfileField, Role, Statement

__all__ = ["Framework", "FrameworkSection", "InvalidFramework", "ProfileField", "Role",
           "Statement", "load", "names", "parse", "shipped"]
