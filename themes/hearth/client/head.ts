import { applyMark } from "./settings/apply.ts";
import { guard } from "../components/leave/veil.ts";
import { markTyping } from "./sheet/early.ts";
import { holdBack } from "./way/before.ts";

document.documentElement.classList.add("js");
markTyping(document);
applyMark();
holdBack();
guard(document.currentScript?.dataset["neutral"] ?? "");
