/// A map to begin with, for a program whose bodies are known.
package struct HookModel: Sendable {
    package let id: String
    package let name: String
    package let map: HookMapDraft
    package let signing: HookSource.Signing
    /// A body as this program sends it, to try the map with.
    package let example: String

    package static let all: [HookModel] = [typeform, calendly, stripe, plain]

    private static let typeform = HookModel(
        id: "typeform", name: "Typeform",
        map: HookMapDraft(
            [
                .only: "event_type == \"form_response\"",
                .email: "form_response.answers[?type == \"email\"].email",
                .name: "form_response.answers[?field.ref == \"nom\"].text",
                .phone: "form_response.answers[?type == \"phone_number\"].phone_number",
                .at: "form_response.submitted_at", .messageID: "form_response.token ?? event_id",
                .campaign: "form_response.hidden.utm_campaign",
            ], kind: "form_submitted",
            properties: "form = form_response.definition.title ?? form_response.form_id\n"
                + "answer = form_response.answers[?type == \"text\"].text"),
        signing: .digest(header: "Typeform-Signature", prefix: "sha256="),
        example: """
            {"event_id": "01JCX", "event_type": "form_response", "form_response": {"form_id": "lT4Z3j", \
            "token": "a3a12ec67a1365927098a606107fac15", "submitted_at": "2026-11-20T09:12:08Z", \
            "hidden": {"utm_campaign": "Four mixte collectif"}, "definition": {"title": "Étude de cuisine"}, \
            "answers": [{"type": "text", "text": "Maud Ferrand", "field": {"id": "DlXFaesGBpoF", "ref": "nom"}}, \
            {"type": "email", "email": "m.ferrand@halles-annecy.example", "field": {"id": "SMEUb7VJz92Q", "ref": "mail"}}, \
            {"type": "phone_number", "phone_number": "+33450010203", "field": {"id": "k6TP9oLGgHjl", "ref": "tel"}}]}}
            """)

    private static let calendly = HookModel(
        id: "calendly", name: "Calendly",
        map: HookMapDraft(
            [
                .only: "event == \"invitee.created\"", .email: "payload.email",
                .name: "payload.name", .firstName: "payload.first_name", .lastName: "payload.last_name",
                .phone: "payload.text_reminder_number", .at: "created_at", .messageID: "payload.uri",
                .campaign: "payload.tracking.utm_campaign", .channel: "payload.tracking.utm_source",
            ], kind: "demo_requested",
            properties: "meeting = payload.scheduled_event.name\nstart = payload.scheduled_event.start_time"),
        signing: .timestamped(header: "Calendly-Webhook-Signature"),
        example: """
            {"event": "invitee.created", "created_at": "2026-11-20T09:12:08.000000Z", "payload": \
            {"email": "j.aubert@refuge-aravis.example", "name": "Jules Aubert", \
            "uri": "https://api.calendly.com/scheduled_events/GBGBDCAADAEDCRZ2/invitees/a3a12ec6", \
            "scheduled_event": {"name": "Démonstration en atelier", "start_time": "2026-11-26T13:00:00.000000Z"}, \
            "tracking": {"utm_campaign": "Salon de Lyon", "utm_source": "qr"}}}
            """)

    private static let stripe = HookModel(
        id: "stripe", name: "Stripe",
        map: HookMapDraft(
            [
                .only: "type == \"checkout.session.completed\" and data.object.payment_status == \"paid\"",
                .email: "data.object.customer_details.email ?? data.object.customer_email",
                .name: "data.object.customer_details.name", .at: "created", .messageID: "id",
                .amount: "data.object.amount_total / 100", .currency: "data.object.currency",
            ], kind: "payment_received",
            properties: "order = data.object.client_reference_id\nreference = data.object.payment_intent"),
        signing: .timestamped(header: "Stripe-Signature"),
        example: """
            {"id": "evt_1QK", "object": "event", "type": "checkout.session.completed", "created": 1795165928, "data": \
            {"object": {"id": "cs_live_a1", "amount_total": 129000, "currency": "eur", "payment_status": "paid", \
            "payment_intent": "pi_3QK", "client_reference_id": "C-2031", "customer_details": \
            {"email": "achats@traiteur-dauphine.example", "name": "Irène Dauphin"}}}}
            """)

    private static let plain = HookModel(
        id: "plain", name: "JSON",
        map: HookMapDraft([.email: "email", .name: "name", .phone: "phone", .messageID: "id"], kind: "form_submitted"),
        signing: .none,
        example: """
            {"id": "42", "email": "n.duval@brasserie-nord.example", "name": "Nina Duval", "phone": "01 99 00 12 34"}
            """)
}
