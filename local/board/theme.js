// @ts-check
// A classic script, not a module: it runs before the first paint, so that a chosen scheme does not flash.
(() => {
  const KEY = 'countersign.scheme';
  const CHOICES = [
    { name: 'auto', sign: '◐', label: 'Colours: as the system says' },
    { name: 'light', sign: '☀\uFE0E', label: 'Colours: light' },
    { name: 'dark', sign: '☾\uFE0E', label: 'Colours: dark' },
  ];

  /** The place of the remembered choice. Storage may be forbidden; then the choice lasts as long as the page. */
  function remembered() {
    try {
      const name = localStorage.getItem(KEY);
      return Math.max(
        0,
        CHOICES.findIndex((choice) => choice.name === name),
      );
    } catch {
      return 0;
    }
  }

  /** @param {string} name */
  function remember(name) {
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // Forbidden storage costs only the memory of the choice.
    }
  }

  let chosen = remembered();

  function apply() {
    const choice = CHOICES[chosen];
    if (choice === undefined) return;
    document.documentElement.dataset['scheme'] = choice.name;
    const button = document.getElementById('theme');
    if (button === null) return;
    button.textContent = choice.sign;
    button.setAttribute('aria-label', choice.label);
  }

  apply();
  document.addEventListener('DOMContentLoaded', () => {
    apply();
    document.getElementById('theme')?.addEventListener('click', () => {
      chosen = (chosen + 1) % CHOICES.length;
      remember(CHOICES[chosen]?.name ?? 'auto');
      apply();
    });
  });
})();
