// The small question that /verger.js asks where the site has none of its own. WORDS is filled in when it is served.
(function (d, words) {
    if (d.getElementById("verger-banner")) return;
    var verger = window.verger, before = d.activeElement, box = d.createElement("div"), row = d.createElement("div");
    var text = d.createElement("p"), dark = matchMedia("(prefers-color-scheme: dark)").matches;
    function style(element, css) { element.style.cssText = css; }

    box.id = "verger-banner";
    box.lang = words.lang;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", words.label);
    style(box, "position:fixed;z-index:2147483000;left:16px;right:16px;bottom:16px;max-width:30rem;padding:16px 18px;"
        + "border-radius:10px;font:15px/1.5 system-ui,sans-serif;box-shadow:0 8px 30px rgba(0,0,0,.25);box-sizing:border-box;"
        + (dark ? "background:#23211f;color:#f3f1ee;border:1px solid #4a4642" : "background:#fff;color:#211f1c;border:1px solid #d8d3cc"));
    style(text, "margin:0 0 12px");
    text.textContent = words.text + " ";
    var privacy = d.querySelector("script[data-banner]");
    if (privacy && privacy.dataset.banner) {
        var link = d.createElement("a");
        link.href = privacy.dataset.banner;
        link.textContent = words.more;
        style(link, "color:inherit");
        text.appendChild(link);
    }
    // Both are the same to see and to press: refusing is as easy as accepting.
    style(row, "display:flex;gap:10px");
    [[words.no, false], [words.yes, true]].forEach(function (choice) {
        var button = d.createElement("button");
        button.type = "button";
        button.textContent = choice[0];
        style(button, "flex:1;padding:10px 12px;border-radius:8px;font:inherit;font-weight:600;cursor:pointer;min-height:44px;"
            + "background:transparent;color:inherit;border:1.5px solid currentColor");
        button.onclick = function () {
            box.remove();
            if (before && before.focus) before.focus();
            verger.consent(choice[1], { source: "banner", text: words.reference });
        };
        row.appendChild(button);
    });
    box.appendChild(text);
    box.appendChild(row);
    d.body.appendChild(box);
})(document, WORDS);
