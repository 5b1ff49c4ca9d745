import HTML
import Verger

/// The way out of a mailing: a question for those who look, an answer for those who act.
struct UnsubscribePage {
    private let call: Call
    private let holder: PreferenceHolder
    private let purpose: Purpose?
    private let channel: ConsentChannel

    init(_ call: Call, _ holder: PreferenceHolder, _ purpose: String?, _ channel: ConsentChannel) {
        self.call = call
        self.holder = holder
        self.purpose = holder.register.purposes.first { $0.id == purpose }
        self.channel = channel
    }

    private typealias Words = PreferenceWords

    var question: Answer {
        PreferencePage.framed(call, holder.look, Words.unsubscribe) {
            h1 { call.say(Words.unsubscribe) }
            p { call.say(Words.unsubscribeFrom(purpose, channel, holder.maskedAddress)) }
            form(.method("post"), .action(call.path)) {
                input(.type("hidden"), .name("List-Unsubscribe"), .value("One-Click"))
                div(.class("actions")) { button(.class("btn primary")) { call.say(Words.unsubscribe) } }
            }
        }
    }

    func answer(preferences: String) -> Answer {
        PreferencePage.framed(call, holder.look, Words.unsubscribed) {
            h1 { call.say(Words.unsubscribed) }
            p { call.say(Words.unsubscribedFrom(purpose, channel, holder.maskedAddress)) }
            p { a(.class("link"), .href(Links.preferences(preferences))) { call.say(Words.choose) } }
        }
    }
}
