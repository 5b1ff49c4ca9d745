extension ConditionsGuide {
    static let grammar = #"""
        ## 2. Grammar

        Keywords are case-insensitive; identifiers `[a-z_][a-z0-9_]*`, joined by dots; strings in double quotes (`\"`, `\\`,
        `\n`); numbers with a decimal point, at most six decimals; dates `2026-01-31` or instants `2026-01-31T09:00:00Z`;
        durations `30 days` (minute hour day week month year, singular or plural); lists `["a", "b"]` (bare words allowed);
        `true`, `false`; a comment runs from `--` to the end of the line.

        ```
        condition   = conjunction { "or" conjunction }
        conjunction = negation { "and" negation }
        negation    = "not" negation | primary
        primary     = "(" condition ")" | "always" | "never" | did | moment | fits | member | tag | emptiness | test
        did         = "did" kinds [ "where" filter ] [ times ] [ window ]
        kinds       = [ "any" ] ( NAME | "[" NAME { "," NAME } "]" )          -- NAME: an activity kind or a group
        times       = ( "at least" | "at most" | "exactly" ) INTEGER ( "time" | "times" )
        window      = "within" DURATION | "before" WHEN | "after" WHEN | "between" WHEN "and" WHEN
                    | "since" ( "last" | "first" ) kinds
        filter      = negation over the activity's own fields, in parentheses when it holds "and"/"or" or is followed by + or -
        moment      = ( "first" | "last" ) kinds [ "where" filter ]
                      ( "within" DURATION | "before" WHEN | "after" WHEN | "between" WHEN "and" WHEN )
        fits        = "fits" ( "any persona" | "persona" STRING )
        member      = "in segment" STRING
        tag         = "tag" STRING
        emptiness   = FIELD "is" [ "not" ] "empty"
        test        = term ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) term
                    | term [ "not" ] "in" ( LIST | "list" STRING )
                    | term [ "not" ] ( "contains" | "starts with" | "ends with" ) STRING
                    | term [ "not" ] "between" term "and" term
        term        = factor { ( "+" | "-" ) factor }
        factor      = NUMBER | STRING | WORD | DATE | INSTANT | true | false | FIELD | aggregate | "(" term ")"
        aggregate   = "count" kinds [ "where" filter ] [ window ]
                    | ( "sum" | "max" | "min" | "latest" ) NAME "." PROPERTY [ "where" filter ] [ window ]
        WHEN        = DATE | INSTANT | "now"
        ```

        A single word on the right of a test is a text (`country = FR`), on the left a field; a name with a dot is a field on
        both sides. After an aggregate, `between` is its window when a DATE, INSTANT or `now` follows, else the test. There
        are no negative literals (`0 - 5`). `me` is the signed-in user, only where there is one. More than 100 levels, or more
        than 100,000 bytes, are refused.
        """#

    static let values = """
        ## 3. Values

        - **Text** compares without case and accents, both sides folded: NFKD, combining marks (Unicode category M) removed,
          Unicode lower case, then œ→oe æ→ae ß→ss ø→o ł→l đ→d ς→σ ’ ‘→'. Order is by Unicode scalar value of the folded text.
        - **Missing** values: `=`, `<`, `<=`, `>`, `>=`, `in`, `contains`, `starts with`, `ends with`, `between` are false. `!=`
          and the `not …` forms are exactly the negation of the positive form, hence true. Two-valued logic throughout.
        - **Types** are checked when the condition is: an unknown field, kind, list or persona, or a number compared with a
          text, is an error with line, column and a suggestion.
        - **Numbers** are exact decimals of six places below 1,000,000,000,000; amounts are in major units of the currency.
        - **Dates**: a DATE compares as the whole day in the workspace's time zone. `<` and `before`: before its start; `>` and
          `after`: from the start of the next day; `=`, `in`: during it; `<=`, `>=` are the negations of `>`, `<`; `between`
          includes both days. With INSTANTs, both ends of `between` are included. `before now` and `after now` are refused.
        - **Durations**: minutes to weeks exactly; months and years by the calendar of the zone, same local time of day. Where
          the target month lacks the day, t − D is the start of the first day of the month after it (31 March − 1 month = 1
          March, 00:00). A local time that the clock skips moves forward by the gap; one that comes twice is the first.
        """

    static let evaluation = """
        ## 5. Evaluation at instant t

        - Only activities with `at <= t` that no later activity voids are seen; order is (`at`, then order of recording). A
          voiding takes effect at the voiding activity's own `at`; a voided one voids nothing. Profile values are those that
          held at t.
        - `within D`: t − D < at <= t. `since last K`: strictly later, in that order, than the latest K; without any K,
          everything counts. `since first K`: strictly later than the earliest K; without any K, nothing counts.
        - `count` and `sum` of nothing are 0; `max`, `min`, `latest` of nothing are missing. Arithmetic with a missing number is
          missing.
        - **First fact**: the earlier of `created_at` and the first activity; without `created_at` the first activity, else
          the import. Before it a contact counts nowhere. The values of a contact's first import hold from then; later
          changes from their own instant.
        - **Consent** on a channel: the latest of `consent_granted` (granted), `consent_withdrawn`, `unsubscribed`,
          `email_complained` (refused) on it, an absent channel meaning e-mail; none: unknown.
        - **Objection**: whoever said no last on the channel `profile` (to be scored) or `processing` (to any use) has no score (0,
          without contributions) and no temperature from then on, until a `consent_granted` on that channel. The definition
          stays as it is.
        - **Stage**: the last in the list whose `when` holds. `highest`: the furthest held since the first fact. `since`: start of
          the present uninterrupted time at this stage.
        - **validUntil**: the earliest instant after t at which stage, score, temperature or exclusion change with no new fact.
          Verger gives the exact instant, found by following every instant at which a window closes or a contribution fades.
        - **Company**: the same on the union of its contacts' activities; a test on a contact field, tag or consent holds if it
          holds for at least one contact; `not` and `!=` negate that answer.
        """

    static let definition = """
        ## 6. Definitions

        The files that come with the program are the reference: `Sources/Command/Definitions/b2b.yml` and `b2c.yml`, commented
        line by line. Keys: `name fields kinds groups lists segments personas scoring stages temperature exclude handover
        messages retention`.

        - **Fit rule**: its points while `when` holds. **Engagement rule**: each activity of `per` (a kind or a group) that passes
          `where` gives points × 2^(−Δ/half_life), rounded to one decimal, half away from zero; `at_most n` keeps the n most
          recent; once the sum, taken from the most recent, reaches `cap`, the one that crosses is trimmed and older ones give 0.
        - **Grade**: A–D by fit, 1–4 by engagement (`grades`, default `[60, 40, 20]` and `[60, 30, 10]`).
        - **Temperature**: `hot` or `cold`, only from the stage `prospect` to the stage `opportunity`.
        - **Handover**: opened when a contact rises to `stage` or beyond, closed when it falls below or reaches `client`. Sales
          must answer within `answer_within` working hours, of the workspace. `routing: [{when: 'city = Lyon', to: [lea@b.fr, tom@b.fr]}]`
          names who answers, in turn, for the first condition that holds; without it, the owner of the contact does.
        - **Excluded** contacts keep their stage, and are left out of queues, messages and report counts; `segment` counts them.
        - Refused: `stage`, `highest_stage`, `temperature`, `excluded`, `in segment` inside stages, personas and scoring; `score.*`
          inside scoring and personas; `fits` inside a persona; `temperature`, `in segment` inside temperature and exclude;
          `excluded` inside exclude; segments that name each other in a circle; `cap` of another sign than the points; months
          and years in `half_life`; a custom group with a built-in name; more than 100 segments one inside another; more than
          255 kinds of activity, built-in ones included.
        """

    static let choices = """
        ## 8. Where the rules left a choice

        | question | what Verger does |
        |---|---|
        | A window of months at a change of clocks | t − D is taken to the letter, so that in the hour that comes twice a window can close, open and close again; `since` and `validUntil` follow |
        | A voiding activity that comes before the one it names | voids nothing: only a later one does |
        | `created_at` not given | the field is missing; only the first fact is derived |
        | `direction` of an activity | its property of that name if it has one (`call_held`), else that of its kind |
        | A property that some of the kinds named declare | missing on the others, whatever they hold |
        | `company.x is not empty`, `email is not empty` for a company | holds as soon as one contact has it |
        | A number with more than six decimals in a file | rounded to six; in a condition it is refused |
        | `between now and …` | refused: `now` can only end a window |
        | The `reference` of a payments file | a property of the payment, `reference` |
        | Contacts recorded again by the same import | belong to their first import |
        | Scoring what we send, and opens | allowed, with a warning |
        """
}
