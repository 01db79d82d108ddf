import { describeValidator } from "../test/validator-contract.ts";
import { Uri } from "./uri.ts";
import { installIdna } from "./idna.ts";

installIdna();

describeValidator("uri", Uri);
