/** The figures of the resident kernels, in a process of its own: run by revectorized.ts, which reads them from its output. */
import { measure } from "./contest.js";
import { residentContest } from "./resident-contest.js";

const contest = residentContest(Number(process.argv[2]));
process.stdout.write(JSON.stringify(await measure(contest, { rounds: 3, time: 10 })));
