import HTML
import Storage
import Verger

/// How a mail server is plugged into a workspace.
struct MailDoorView {
    let visit: Visit
    let key: String?

    private var notation: Notation { visit.notation }
    private var address: String { visit.site.mailPoint(visit.workspace) }

    var markup: Markup {
        section(.class("section inbound"), .aria("labelledby", "mail-door")) {
            div(.class("head")) { h2(.id("mail-door")) { notation.text("Courrier entrant", "Inbound mail") } }
            p(.class("muted reading")) {
                notation.text(
                    "Votre serveur de courrier envoie ici une copie des messages\u{A0}: ceux du dehors deviennent des faits du contact, et un message qu’un collègue transfère ou met en copie cachée est noté chez la personne du dehors. Réponses automatiques, avis de non-remise, listes et indésirables ne font jamais un lead.",
                    "Your mail server sends a copy of messages here: those from outside become activities of the contact, and a message that a colleague forwards or puts in blind copy is noted with the person outside. Automatic replies, delivery failures, lists and spam never make a lead."
                )
            }
            if let key { setup(key) } else { opening }
            p(.class("small muted reading")) {
                notation.text(
                    "Le message brut n’est pas gardé. Le texte, sans l’historique cité, est dans l’histoire du contact\u{A0}; les pièces jointes y sont nommées, pas gardées. Ce qui est mis de côté est oublié après \(InboundMails.daysKept) jours.",
                    "The raw message is not kept. Its text, without quoted history, is in the history of the contact; attachments are named there, not kept. What is set aside is forgotten after \(InboundMails.daysKept) days."
                )
            }
        }
    }

    private var opening: Markup {
        visit.postForm(visit.links.inbound + "/mail-keys", .class("row-actions")) {
            button(.class("btn primary")) { notation.text("Ouvrir une adresse", "Open an address") }
        }
    }

    private func setup(_ key: String) -> Markup {
        group {
            div(.class("stack")) {
                p { notation.text("Adresse\u{A0}:", "Address:") }
                pre(.class("handed")) { code { address } }
                p { notation.text("Clé, à garder secrète\u{A0}:", "Key, to be kept secret:") }
                pre(.class("handed")) { code { key } }
            }
            details(.class("how")) {
                summary { notation.text("Avec Postfix", "With Postfix") }
                div(.class("stack")) {
                    p {
                        notation.text(
                            "Un script, exécutable, par exemple /usr/local/bin/verger-mail\u{A0}:",
                            "A script, executable, for example /usr/local/bin/verger-mail:")
                    }
                    pre(.class("handed")) { code { MailDoorView.script(address, key) } }
                    p {
                        notation.text(
                            "Puis une ligne de /etc/postfix/master.cf, et la destination dans /etc/postfix/transport\u{A0}:",
                            "Then a line of /etc/postfix/master.cf, and the destination in /etc/postfix/transport:")
                    }
                    pre(.class("handed")) { code { MailDoorView.postfix } }
                    p(.class("muted")) {
                        notation.text(
                            "Si Verger ne répond pas, Postfix garde le message et recommence.",
                            "If Verger does not answer, Postfix keeps the message and tries again.")
                    }
                }
            }
            details(.class("how")) {
                summary { notation.text("Essayer avec un fichier", "Try with a file") }
                pre(.class("handed")) { code { MailDoorView.trial(address, key) } }
            }
            visit.postForm(visit.links.inbound + "/mail-keys", .class("row-actions")) {
                button(.class("btn quiet small")) {
                    notation.text(
                        "Changer de clé\u{A0}: celle-ci ne vaudra plus rien", "Change the key: this one will be void")
                }
            }
        }
    }

    /// What Postfix pipes messages into: it says by its status whether to try again (75) or to give up (65), sysexits.h.
    static func script(_ address: String, _ key: String) -> String {
        """
        #!/bin/sh
        status=$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 60 \\
          --header 'Content-Type: message/rfc822' --header 'Authorization: Bearer \(key)' \\
          --data-binary @- '\(address)')
        case $status in
          2*) exit 0 ;;
          413|422) exit 65 ;;
          *) exit 75 ;;
        esac
        """
    }

    static let postfix = """
        # master.cf
        verger unix - n n - 4 pipe flags=R user=nobody argv=/usr/local/bin/verger-mail
        # transport
        crm@example.org verger:
        """

    static func trial(_ address: String, _ key: String) -> String {
        """
        curl --header 'Content-Type: message/rfc822' --header 'Authorization: Bearer \(key)' \\
          --data-binary @message.eml '\(address)'
        """
    }
}
