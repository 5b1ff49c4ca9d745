package import Verger

/// The icon of a kind of activity: by what it is, else by its group.
package enum ActivityLook {
    package static func icon(_ kind: ActivityKind?) -> Icon {
        switch kind?.name {
        case "page_viewed", "content_viewed": .page
        case "content_downloaded": .download
        case "form_submitted", "survey_answered": .form
        case "call_held", "call_attempted": .phone
        case "meeting_held", "demo_requested", "webinar_registered", "webinar_attended": .calendar
        case "conversation_held", "chat_held", "question_asked", "booth_visited": .chat
        case "pricing_requested", "payment_received", "payment_refunded", "quote_requested": .euro
        case "quote_sent", "quote_accepted", "quote_declined", "order_placed": .doc
        case "decision_date_given", "trial_started": .clock
        case "opportunity_lost", "disqualified", "unsubscribed", "consent_withdrawn", "email_bounced": .x
        case "opportunity_won", "consent_granted", "onboarding_completed", "objection_answered": .check
        case "note_added", "stage_asserted", "qualification_recorded": .note
        case "referral_made", "social_reacted", "social_connected": .share
        case "review_published", "promoter_answered", "reward_granted": .star
        default: icon(group: kind?.group)
        }
    }

    private static func icon(group: String?) -> Icon {
        switch group {
        case "visit": .page
        case "response": .form
        case "exchange": .chat
        case "intent": .hand
        case "purchase": .euro
        case "advocacy": .star
        case "outbound": .mail
        default: .dot
        }
    }
}
