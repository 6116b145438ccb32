// Loaded before the emulator: every server of its process listens on this computer only. Left alone,
// emulate 0.11.2 listens on every address the computer has.
"use strict";
const { Server } = require("node:net");
const listen = Server.prototype.listen;

Server.prototype.listen = function (where, ...rest) {
  const then = rest.filter((argument) => typeof argument === "function");
  if (where !== null && typeof where === "object" && where.port !== undefined) {
    return listen.call(this, { ...where, host: "127.0.0.1" }, ...then);
  }
  if (/^\d+$/.test(String(where))) {
    return listen.call(this, { port: Number(where), host: "127.0.0.1" }, ...then);
  }
  return listen.call(this, where, ...rest);
};
