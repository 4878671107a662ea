/** Measures the js backend from its first call on. */
import { inOneRealm } from "../in-one-realm.js";

postMessage(inOneRealm());
