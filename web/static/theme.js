// Sets the chosen theme before the first paint; runs before the application, so it knows only the stored choice.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('preset.theme') ?? 'system';
  } catch {
    // Storage is closed to this page: the system's theme is right enough.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  if (choice === 'dark' || choice === 'light') document.documentElement.dataset.theme = choice;
  document.querySelector('meta[name="theme-color"]').content = dark ? '#17181a' : '#ffffff';
})();
