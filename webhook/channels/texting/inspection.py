"""Whether a line would work, asked of Twilio: for `heard doctor`."""

from webhook.channels.contract import ChannelError
from webhook.channels.texting.account import Account
from webhook.channels.texting.provider import Provider, answered


def faults(provider: Provider, account: Account, service: str, number: str, name: str) -> tuple[str, ...]:
    """Give a sentence for everything that would keep texts from going out or answers from coming in."""
    try:
        status = answered(lambda: str(provider.client.api.accounts(account.sid).fetch().status))
        if status != "active":
            return (f"The Twilio account is {status}. See the Twilio Console.",)
        wanted = f"{account.public_url}/{name}"
        if name != "sms":
            return ()  # A WhatsApp sender's address is not shown by this interface.
        return _service(provider, service, wanted) if service else _number(provider, number, wanted)
    except ChannelError as refusal:
        return (f"Twilio could not be asked ({refusal.code}): {refusal}",)


def _service(provider: Provider, service: str, wanted: str) -> tuple[str, ...]:
    found = answered(lambda: provider.client.messaging.v1.services(service).fetch())
    numbers = answered(lambda: provider.client.messaging.v1.services(service).phone_numbers.list(limit=20))
    if not numbers:
        return ("The Messaging Service has no number, so that nobody could answer. Add a UK number to it.",)
    if found.use_inbound_webhook_on_number or not found.inbound_request_url:
        return tuple(fault for each in numbers for fault in _number(provider, str(each.phone_number), wanted))
    return _address(str(found.inbound_request_url), "The Messaging Service", wanted)


def _number(provider: Provider, number: str, wanted: str) -> tuple[str, ...]:
    found = answered(lambda: provider.client.incoming_phone_numbers.list(phone_number=number, limit=1))
    if not found:
        return ("The number in HEARD_TWILIO_FROM is not one of this account's, so that nobody could answer it.",)
    can = found[0].capabilities
    texts = can.get("sms", True) if isinstance(can, dict) else True
    return (*(() if texts else ("A number of the account cannot receive texts. Use one that can.",)),
            *_address(str(found[0].sms_url or ""), "The number", wanted))


def _address(set_to: str, whose: str, wanted: str) -> tuple[str, ...]:
    if set_to.rstrip("/") == wanted:
        return ()
    return (f"{whose} sends answers elsewhere. In the Twilio Console set its webhook for incoming messages "
            f"to {wanted} (HTTP POST).",)
