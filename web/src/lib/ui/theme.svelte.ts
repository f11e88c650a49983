// The chosen theme: the system's, light or dark; kept on this device and set before paint by static/theme.js.
export type ThemeChoice = 'system' | 'light' | 'dark';
const KEY = 'preset.theme';

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

class Theme {
  #choice = $state<ThemeChoice>(stored());

  get choice(): ThemeChoice {
    return this.#choice;
  }

  /** Applies the choice at once and keeps it where the device allows. */
  choose(choice: ThemeChoice) {
    this.#choice = choice;
    try {
      if (choice === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // Storage is closed to this page: the choice holds until it is left.
    }
    if (choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
    this.paintBars();
  }

  /** Gives the browser's own bars the colour of ours. */
  paintBars() {
    const meta = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
    const dark = this.#choice === 'dark' || (this.#choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
    if (meta) meta.content = dark ? '#17181a' : '#ffffff';
  }
}

export const theme = new Theme();
