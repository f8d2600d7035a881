import { Leave } from "../components/leave/leave.ts";

customElements.define("gs-leave", Leave);
