import { Leave } from "../components/leave/leave.ts";
import { guard } from "../components/leave/veil.ts";
import { applyMark } from "./settings/apply.ts";
import { markTyping } from "./sheet/early.ts";
import { holdBack } from "./way/before.ts";

document.documentElement.classList.add("js");
markTyping(document);
applyMark();
holdBack();
guard(document.currentScript?.dataset["neutral"] ?? "");
// Leaving waits for no other file: not for one that loads slowly, nor for one that fails.
document.addEventListener("readystatechange", () => customElements.define("gs-leave", Leave), { once: true });
