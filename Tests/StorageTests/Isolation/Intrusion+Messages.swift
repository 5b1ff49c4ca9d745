import Storage
import TestSupport
import Verger

extension Intrusion {
    static let mails = [
        Intrusion("Mails.find") { its in
            try [its.theirs, its.mine].map { try its.mails.find($0.mail) as Any }
        },
        Intrusion("Mails.latest") { try $0.mails.latest(limit: 9) },
        Intrusion("Mails.all") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.mails.all(to: $0) }
        },
        Intrusion("Mails.counts") { try $0.mails.counts() },
        Intrusion("Mails.queue") { its in
            try its.mails.queue(.example("Encore"), because: "thanks", at: its.mine.now) != nil
        },
        Intrusion("Mails.send") { try $0.mails.send($0.theirs.mail, at: $0.mine.later) },
        Intrusion("Mails.sendKept") { try $0.mails.sendKept(at: $0.mine.later) },
        Intrusion("Mails.remove") { try $0.mails.remove($0.theirs.mail) },
        Intrusion("MailServers.find") { try $0.mailServers.find() as Any },
        Intrusion("MailServers.isSending") { try $0.mailServers.isSending() },
        Intrusion("MailServers.health") { try $0.mailServers.health() as Any },
        Intrusion("MailServers.password") { try $0.mailServers.password() as Any },
        Intrusion("MailServers.save") { its in
            try its.mailServers.save(.example(host: "mx.borie.example"), password: "poire", at: its.mine.later)
        },
        Intrusion("MailServers.remove") { try $0.mailServers.remove() },
    ]
}
