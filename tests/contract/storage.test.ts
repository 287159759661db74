import { libsql } from "./storage_kinds.ts";
import { storageSuite } from "./storage_suite.ts";

storageSuite(libsql);
