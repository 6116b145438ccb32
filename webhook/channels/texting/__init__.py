"""SMS and WhatsApp by Twilio: what `sms` and `whatsapp` have in common."""
