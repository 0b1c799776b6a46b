// Before the first paint: appearance and direction as they were chosen last. No content is kept, only preferences.
(function () {
  try {
    var kept = JSON.parse(localStorage.getItem('focalpoint') || '{}');
    var root = document.documentElement;
    if (kept.theme === 'light' || kept.theme === 'dark') root.dataset.theme = kept.theme;
    if (kept.locale) root.lang = kept.locale;
    if (kept.locale === 'ar' || kept.locale === 'en-XA') root.dir = 'rtl';
  } catch (_) {
    // A browser that keeps nothing shows the system's appearance.
  }
})();

// The screen of this address, asked for beside the programme instead of after it.
(function () {
  var files = { '/': 'home', '/documents': 'library' }[location.pathname];
  var names = (files && document.currentScript.dataset[files]) || '';
  names.split(' ').forEach(function (name) {
    if (!name) return;
    var link = document.createElement('link');
    var style = name.endsWith('.css');
    link.rel = style ? 'preload' : 'modulepreload';
    if (style) link.as = 'style';
    link.crossOrigin = '';
    link.href = name;
    document.head.append(link);
  });
})();
