// Everything here makes pages better; nothing here is needed for them to work.
import { startAutosave } from "./autosave.js";
import { startMenus } from "./menu.js";
import { startFilters } from "./filter.js";
import { startConfirm } from "./confirm.js";
import { startDrop } from "./drop.js";
import { startCounts } from "./count.js";
import { startMeeting } from "./meeting.js";
import { startErrors } from "./errors.js";
import { startPresence } from "./presence.js";

for (const start of [startMenus, startConfirm, startAutosave, startFilters, startDrop, startCounts, startMeeting, startErrors, startPresence]) {
  try {
    start();
  } catch (error) {
    console.error(error); // one broken helper must not take the others with it
  }
}

// A refused form says so to a screen reader as soon as the page is read.
document.querySelector("[data-focus]")?.focus();
