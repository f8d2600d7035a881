import { guard } from "../components/leave/veil.ts";

guard(document.currentScript?.dataset["neutral"] ?? "");
