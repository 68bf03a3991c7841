/** What every page does: theme, menus, tabs, dialogs, toasts, panes, forms sent once, the reader's own clock. */
import { dialogs } from "./lib/dialogs.js";
import { forms } from "./lib/forms.js";
import { menus } from "./lib/menus.js";
import { panes } from "./lib/panes.js";
import { tabs } from "./lib/tabs.js";
import { theme } from "./lib/theme.js";
import { times } from "./lib/times.js";
import { toasts } from "./lib/toast.js";

for (const begin of [theme, menus, tabs, dialogs, toasts, panes, forms, times]) begin(document);
