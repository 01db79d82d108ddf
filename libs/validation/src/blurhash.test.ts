import { describeValidator } from "../test/validator-contract.ts";
import { Blurhash } from "./blurhash.ts";

describeValidator("blurhash", Blurhash);
