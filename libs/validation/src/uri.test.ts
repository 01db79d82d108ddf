import { describeValidator } from "../test/validator-contract.ts";
import { Uri } from "./uri.ts";

describeValidator("uri", Uri);
