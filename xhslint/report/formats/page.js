(function () {
  "use strict";
  var form = document.getElementById("filters");
  if (!form) return;
  var order = ["error", "warning", "info"];
  var shown = document.getElementById("shown");
  var all = function (query, top) { return [].slice.call((top || document).querySelectorAll(query)); };
  var findings = all(".finding");

  function filter() {
    var off = {};
    var left = 0;
    all("input", form).forEach(function (box) { off[box.name + ":" + box.value] = !box.checked; });
    findings.forEach(function (finding) {
      var data = finding.dataset;
      finding.hidden = Boolean(off["severity:" + data.severity] || off["family:" + data.family]);
      left += finding.hidden ? 0 : 1;
    });
    all("mark").forEach(function (mark) {
      var under = mark.dataset.of.split(" ").map(function (id) { return document.getElementById(id); })
        .filter(function (finding) { return !finding.hidden; });
      var worst = order.filter(function (severity) {
        return under.some(function (finding) { return finding.dataset.severity === severity; });
      })[0];
      mark.className = (worst || "off") + (under.length > 1 ? " deep" : "");
    });
    all(".text .ref").forEach(function (ref) {
      ref.hidden = document.getElementById(ref.getAttribute("href").slice(1)).hidden;
    });
    all(".draft").forEach(function (draft) {
      draft.hidden = !all(".finding", draft).some(function (finding) { return !finding.hidden; });
    });
    all(".contents li").forEach(function (item) {
      item.hidden = document.getElementById(item.querySelector("a").getAttribute("href").slice(1)).hidden;
    });
    shown.textContent = shown.dataset.text.replace("{0}", left).replace("{1}", findings.length);
  }

  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
})();
