"""Ten operations of a running Presently with the generated Python client."""

import os
import sys

import presently_client as p


def check(what, expected, seen):
    if expected != seen:
        sys.exit(f"{what}: expected {expected!r}, got {seen!r}")


phone, desk = "+5511900000005", "+5511900000006"
phone_chat = "5511900000005@s.whatsapp.net"
configuration = p.Configuration(
    host=os.environ["PRESENTLY_URL"], access_token=os.environ["PRESENTLY_KEY"]
)
with p.ApiClient(configuration) as client:
    sessions, presence = p.SessionsApi(client), p.PresenceApi(client)
    subscriptions, webhooks = p.SubscriptionsApi(client), p.WebhooksApi(client)

    check("getHealth", "ok", p.HealthApi(client).get_health().data.status)
    for name, number in ("python-phone", phone), ("python-desk", desk):
        created = sessions.create_session(
            p.SessionCreate(name=name, start=True, phone_number=number)
        )
        check("createSession", p.SessionStatus.CONNECTED, created.data.status)
    remote = p.EngineIn(type=p.EngineType.WAHA, url="https://waha.acme.com", session="default")
    shop = sessions.create_session(p.SessionCreate(name="python-shop", engine=remote))
    check("the generated secret", 43, len(shop.data.engine.webhook_secret or ""))
    changed = sessions.update_session("python-shop", p.SessionUpdate(push_name="Shop"))
    check("updateSession", "Shop", changed.data.push_name)

    subscribed = subscriptions.subscribe_presence("python-desk", phone_chat)
    check("subscribePresence", True, subscribed.data.success)
    presence.set_presence("python-phone", p.OwnPresence(presence="available"))
    seen = presence.get_presence("python-desk", phone_chat).data
    check("getPresence", (phone_chat, p.PresenceWord.AVAILABLE), (seen.chat_id, seen.presence))
    listed = presence.list_presence("python-desk", limit=10).data
    check("listPresence", [phone_chat], [one.chat_id for one in listed])
    queued = presence.send_typing("python-phone", p.Typing(chat_id=desk), prefer="respond-async")
    check("sendTyping", "cmd_", (queued.data.correlation_id or "")[:4])

    created = webhooks.create_webhook(
        p.WebhookCreate(url="http://127.0.0.1:9/", session="python-shop", label="a label")
    )
    check("createWebhook", True, len(created.data.hmac_key) >= 16)
    updated = webhooks.update_webhook(created.data.id, p.WebhookUpdate(label=None, enabled=False))
    check("updateWebhook", (None, "python-shop"), (updated.data.label, updated.data.session))

    for name in "python-phone", "python-desk", "python-shop":
        check("deleteSession", True, sessions.delete_session(name).data.success)
    try:
        sessions.get_session("python-phone")
        sys.exit("getSession of a deleted session succeeded")
    except p.ApiException as refused:
        check("getSession", (404, "session_not_found"), (refused.status, refused.data.code))
