// The script that sites load: docs/tracking.md. Served without comments and blanks, its own names shortened (so that no
// property is written as `{ name }`); under 2 KB compressed.
((w, d, n, l) => {
    let data = d.currentScript.dataset, early = w.verger || [], base = d.currentScript.src.split("/verger.js")[0];
    if (early.page) return;
    let closed = n.doNotTrack == 1 || n.globalPrivacyControl, queue = [], seen = 0, visitor, since, paged, sent;
    // What brought the visit goes from page to page in the links: nothing is stored before consent.
    let carried = l.hash.match(/^#vg~(.+)/)?.[1], token = l.search.match(/[?&]vg=([^&]+)/)?.[1], carry;

    let id = () => [...w.crypto.getRandomValues(new Uint32Array(5))].map(part => part.toString(36)).join("");
    let cookie = name => d.cookie.match("verger_" + name + "=(\\w+)")?.[1];
    let keep = (name, value, days) => {
        d.cookie = "verger_" + name + "=" + value + ";path=/;samesite=lax;max-age=" + days * 86400 + (l.protocol[5] ? ";secure" : "");
    };
    let become = value => keep("id", visitor = value, value ? 390 : 0);
    // Before consent pages are counted, and forms that were sent arrive: nothing else leaves.
    let hit = (kind, text, properties, traits) => {
        if (!visitor && !/page|time|form/.test(kind)) return;
        queue.push({ n: kind, i: id(), x: text, p: properties, d: traits, a: Date.now() });
        setTimeout(send, 50);
    };
    let send = last => {
        if (!queue[0]) return sent;
        queue.map(each => each.a = Date.now() - each.a);
        let from = visitor, url = base + "/verger/hits", body = JSON.stringify({
            k: data.key, u: l.href.split("#")[0], r: d.referrer, f: carried, v: from, l: language(), t: token,
            w: +n.webdriver, e: queue
        });
        queue = [];
        if (last && n.sendBeacon(url, body)) return;
        return sent = fetch(url, { method: "POST", body: body, keepalive: 1, credentials: "omit" }).then(answer => answer.json()).then(order => {
            if (from == visitor && order.v != null) become(order.v);
        }).catch(() => {});
    };
    // What a form of ours is told of whoever fills it in.
    let pass = () => [visitor, Date.now(), carry].join("~");
    let language = () => d.documentElement.lang || n.language;
    let look = () => {
        if (since) seen += Date.now() - since;
        since = d.hidden ? 0 : Date.now();
    };
    let observe = () => {
        let observer = new IntersectionObserver(list => list.map(each => {
            let set = each.target.dataset;
            if (!each.isIntersecting) return;
            observer.unobserve(each.target);
            hit("content", set.vergerContent, { level: set.vergerLevel });
        }), { threshold: .3 });
        if (visitor) d.querySelectorAll("[data-verger-content]").forEach(each => observer.observe(each));
    };
    let banner = () => {
        let other = d.createElement("script");
        other.src = base + "/verger/banner.js?key=" + data.key + "&lang=" + language();
        d.head.append(other);
    };
    let api = w.verger = {
        push: ([name, ...said]) => api[name](...said),
        // For forms of ours, once what was said before has come in.
        form: async () => (await send(), pass()),
        page: (title, properties) => {
            paged = 1;
            hit("page", title || d.title, properties);
        },
        track: (event, properties) => hit("track", event, properties),
        identify: (user, traits) => user.trim ? hit("identify", user, 0, traits) : hit("identify", "", 0, user),
        consent: (yes, said) => {
            if (yes == null) return visitor ? true : cookie("no") ? false : yes;
            send();
            said = { granted: yes, ...said };
            if (!yes) {
                hit("consent", "", said);
                send();
                become("");
                keep("no", 1, 180);
            } else if (!closed && !visitor) {
                become(id());
                keep("no", "", 0);
                hit("consent", "", said);
                if (paged) hit("page", d.title, { again: 1 });
                observe();
            }
        },
        reset: () => {
            let former = visitor;
            send();
            if (former) become(id());
            hit("reset", former);
        }
    };
    let start = () => {
        visitor = closed ? become("") : cookie("id");
        let from = d.referrer.split("/")[2] || "", tags = (l.search.match(/[um]tm_[^&]+/g) || []).join("&");
        if (from == l.host) from = "";
        carry = closed ? "" : carried || (tags || from) && encodeURIComponent(tags + "~" + from);
        if (carried || token) history.replaceState(history.state, "", l.pathname + l.search.replace(/vg=[^&]+&?/, ""));
        look();
        early.map(api.push);
        api.page();
        observe();
        if (data.banner != null && !closed && !visitor && !cookie("no")) banner();
    };
    let on = (name, act) => w.addEventListener(name, act, true);
    on("visibilitychange", look);
    on("pagehide", () => {
        look();
        if (seen > 999) hit("time", "", { seconds: Math.round(seen / 1000) });
        seen = 0;
        send(1);
    });
    on("pageshow", event => event.persisted && api.page());
    on("click", event => {
        let link = event.target.closest("a,[data-verger-consent]"), set = link?.dataset;
        if (!link) return;
        if (set.vergerConsent != null) banner();
        else if (link.matches("[download],[data-verger-download]") || /\.(pdf|zip|(doc|xls|ppt)x?)$/i.test(link.pathname))
            hit("download", set.vergerDownload || link.pathname.split("/").pop(), { level: set.vergerLevel });
        else if (link.origin == base && /^\/[fc]\//.test(link.pathname)) link.hash = "vg~" + pass();
        else if (carry && !visitor && link.host == l.host && !link.hash) link.hash = "vg~" + carry;
    });
    on("message", event => {
        if (event.origin == base && event.data == "verger") api.form().then(text => event.source.postMessage(text, base));
    });
    on("submit", event => {
        let traits = {}, form = event.target, name = form.dataset.vergerForm;
        if (name == null) return;
        new FormData(form).forEach((value, field) => {
            if (/mail|courr|n[ao]m|phone|tel|comp|soci|entre|job|fonc/i.test(field)) traits[field] = value;
        });
        hit("form", name, 0, traits);
        send(1);
    });
    d.prerendering ? d.addEventListener("prerenderingchange", start) : start();
})(window, document, navigator, location);
