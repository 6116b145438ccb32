// Starts npm's telegram-test-api and puts right where it differs from Telegram:
// it says nothing of is_bot, counts dates in milliseconds, answers edits with null, knows few methods, keeps
// no limits, sends no secret along and dies where nobody listens. What is ours is only in this file.
// POST /_fault/<method> {status, body} makes the next call of a method fail; {hang: true} leaves it unanswered.
// GET /_chat/<id> gives a chat as its person sees it; GET /_toasts what taps were answered with.
"use strict";
const { TelegramServer } = require("@vishtar/telegram-test-api/lib/telegramServer.js");
const axios = require("axios").default;

const BOT = { id: 666, is_bot: true, first_name: "Riverside", username: "riverside_bot" };
const MOST_LETTERS = 4096, MOST_BYTES = 64;
const faults = new Map(), toasts = [];
let webhook = null;

const say = (answer, result) => answer.json({ ok: true, result });
const refuse = (answer, description) =>
  answer.status(400).json({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
const keyboard = (given) => (typeof given === "string" ? JSON.parse(given) : given);
const buttons = (markup) => ((markup && markup.inline_keyboard) || []).flat();
const tooLarge = (body) =>
  (body.text || "").length > MOST_LETTERS ? "message is too long"
    : buttons(keyboard(body.reply_markup)).some((b) => Buffer.byteLength(b.callback_data || "") > MOST_BYTES)
      ? "BUTTON_DATA_INVALID" : null;

class Standin extends TelegramServer {
  chats = new Map();
  waiting = [];
  lastStatus = null;

  chat(id) {
    if (!this.chats.has(Number(id))) this.chats.set(Number(id), []);
    return this.chats.get(Number(id));
  }

  addBotMessage(message, token) {
    const made = super.addBotMessage(message, token);
    const kept = { message_id: made.message_id, date: Math.floor(made.date / 1000), from: BOT, text: made.text,
      chat: { id: Number(message.chat_id), type: "private" }, reply_markup: keyboard(message.reply_markup) };
    this.chat(message.chat_id).push(kept);
    return kept;
  }

  change(body, answer) {
    const found = this.chat(body.chat_id).find((m) => m.message_id === Number(body.message_id));
    if (!found) return refuse(answer, "message to edit not found");
    const text = body.text === undefined ? found.text : body.text;
    const markup = keyboard(body.reply_markup);
    if (text === found.text && JSON.stringify(markup) === JSON.stringify(found.reply_markup))
      return refuse(answer, "message is not modified: specified new message content and reply markup are exactly the same");
    Object.assign(found, { text, reply_markup: markup, edit_date: Math.floor(Date.now() / 1000) });
    return say(answer, found);
  }

  async addUserUpdate(update) {
    await this.bring(TelegramServer.formatUpdate(update));
  }

  // What a person's app sends: ids are given here, and a tap carries the message as the chat has it.
  async bring(update) {
    update.update_id = update.update_id || this.updateId;
    this.updateId = Math.max(this.updateId, update.update_id) + 1;
    if (update.message) this.chat(update.message.chat.id).push(update.message);
    const query = update.callback_query;
    if (query) {
      query.chat_instance = "1";
      const known = this.chat(query.message.chat.id).find((m) => m.message_id === query.message.message_id);
      query.message = known || query.message;
    }
    if (!webhook) return this.waiting.push(update);
    const headers = webhook.secret_token ? { "X-Telegram-Bot-Api-Secret-Token": webhook.secret_token } : {};
    try {
      const answer = await axios.post(webhook.url, update, { headers, validateStatus: () => true });
      this.lastStatus = answer.status;
    } catch (unreachable) {
      this.lastStatus = 0;
    }
  }

  remove(chat, ids) {
    this.chats.set(Number(chat), this.chat(chat).filter((m) => !ids.includes(m.message_id)));
  }
}

const on = (method, handle) => (app, server) =>
  app.all(`/bot:token/${method}`, (ask, answer, next) => handle(ask.body, answer, server, next));

const routes = [
  (app) => app.post("/_fault/:method", (ask, answer) => {
    const name = ask.params.method.toLowerCase();
    faults.set(name, [...(faults.get(name) || []), ask.body]);
    say(answer, true);
  }),
  (app, server) => app.post("/_reset", (ask, answer) => {
    faults.clear();
    toasts.length = 0;
    webhook = null;
    server.chats.clear();
    server.waiting = [];
    say(answer, true);
  }),
  (app, server) => app.get("/_chat/:id", (ask, answer) => say(answer, server.chat(ask.params.id))),
  (app) => app.get("/_toasts", (ask, answer) => say(answer, toasts)),
  (app) => app.get("/_webhook", (ask, answer) => say(answer, webhook)),
  (app, server) => app.post("/_bring", async (ask, answer) => {
    await server.bring(ask.body);
    say(answer, server.lastStatus);
  }),
  (app, server) => app.post("/_id", (ask, answer) => say(answer, server.messageId++)),
  (app) => app.all("/bot:token/:method", (ask, answer, next) => {
    const fault = (faults.get(ask.params.method.toLowerCase()) || []).shift();
    if (!fault) return next();
    return fault.hang ? undefined : answer.status(fault.status).json(fault.body);
  }),
  on("getMe", (body, answer) => say(answer, BOT)),
  on("setWebhook", (body, answer) => { webhook = body.url ? body : null; say(answer, true); }),
  on("deleteWebhook", (body, answer) => { webhook = null; say(answer, true); }),
  on("getWebhookInfo", (body, answer, server) => say(answer, {
    url: webhook ? webhook.url : "", has_custom_certificate: false, pending_update_count: server.waiting.length })),
  on("getUpdates", (body, answer, server) => {
    if (webhook) return answer.status(409).json({ ok: false, error_code: 409, description: "Conflict: a webhook is set" });
    server.waiting = server.waiting.filter((u) => u.update_id >= Number(body.offset || 0));
    setTimeout(() => say(answer, server.waiting), server.waiting.length ? 0 : 100);
  }),
  on("setMyCommands", (body, answer) => say(answer, true)),
  on("answerCallbackQuery", (body, answer) => { toasts.push(body.text || ""); say(answer, true); }),
  on("sendMessage", (body, answer, server, next) => {
    const wrong = tooLarge(body);
    return wrong ? refuse(answer, wrong) : next();
  }),
  ...["editMessageText", "editMessageReplyMarkup"].map((name) => on(name, (body, answer, server) => {
    const wrong = tooLarge(body);
    return wrong ? refuse(answer, wrong) : server.change(body, answer);
  })),
  on("deleteMessages", (body, answer, server) => {
    server.remove(body.chat_id, keyboard(body.message_ids));
    say(answer, true);
  }),
];

const server = new Standin({ port: Number(process.argv[2]), host: "127.0.0.1", storage: "RAM", storeTimeout: 3600 },
  { routes });
server.start().then(() => console.log("listening"));
process.on("SIGTERM", () => process.exit(0));
