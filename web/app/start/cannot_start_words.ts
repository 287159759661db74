// The message when the page cannot start. On its own: catalogues are scripts that may have failed to load.

export const cannotStart = {
  en: {
    old: "Your browser is too old for Confab. Use Chrome or Edge {chrome}, Firefox {firefox}, Safari {safari}, or a later version.",
    failed: "Confab could not start. Check your connection and reload the page.",
    reload: "Reload",
  },
  de: {
    old: "Dein Browser ist zu alt für Confab. Verwende Chrome oder Edge {chrome}, Firefox {firefox}, Safari {safari} oder neuer.",
    failed: "Confab konnte nicht starten. Prüfe deine Verbindung und lade die Seite neu.",
    reload: "Neu laden",
  },
  ar: {
    old: "متصفحك قديم جدًا لتشغيل Confab. استخدم Chrome أو Edge {chrome} أو Firefox {firefox} أو Safari {safari} أو إصدارًا أحدث.",
    failed: "تعذّر بدء Confab. تحقّق من اتصالك وأعد تحميل الصفحة.",
    reload: "إعادة التحميل",
  },
  ja: {
    old: "お使いのブラウザーは古いため、Confab を利用できません。Chrome または Edge {chrome}、Firefox {firefox}、Safari {safari} 以降をお使いください。",
    failed: "Confab を起動できませんでした。接続を確認して、ページを再読み込みしてください。",
    reload: "再読み込み",
  },
};
