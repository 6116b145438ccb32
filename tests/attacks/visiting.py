"""Somebody with a browser, who opens links and answers the pages."""

import html
import re


class Visitor:
    """A browser without JavaScript that posts the forms it is shown."""

    def __init__(self, client, browser):
        self.client, self.browser, self.page = client, browser, ""

    def open(self, link):
        """Open a link as browsers do: all of the address but the part after # goes out."""
        path = re.sub(r"^https?://[^/]+", "", link.partition("#")[0])
        return self._took(self.client.get(path, environ_base=self.browser))

    def post(self, path, **fields):
        """Post a form and follow where it leads."""
        return self._took(self.client.post(path, data=fields, environ_base=self.browser))

    def _took(self, response):
        while response.status_code == 303:
            response = self.client.get(response.headers["Location"], environ_base=self.browser)
        self.page = response.text
        return response

    def answer(self, answers, by_question):
        """Answer every question to the end; `by_question` gives a question's id by its heading."""
        for _ in range(40):
            step = re.search(r'name="step" value="(\d+)"', self.page)
            if step is None:
                return
            heading = re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", self.page, re.S).group(1)).strip()
            answer = answers.get(by_question.get(html.unescape(heading)))
            if answer is None:
                picks = re.findall(r'name="pick" value="([^"]+)"', self.page)
                answer = "yes" if "yes" in picks else "skip"
            field = "words" if "<textarea" in self.page else "pick"
            self.post("/chat", step=step.group(1), **{field: answer})
