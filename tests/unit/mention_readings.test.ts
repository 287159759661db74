// M1: the work that the names of one message may make is bounded before it is done.
import { expect, test } from "bun:test";

import { createMentions } from "../../src/domain/mentions.ts";
import { readingsOf } from "../../src/domain/mention_readings.ts";
import { limits } from "../../src/protocol/limits.ts";
import { findMentions } from "../../src/protocol/mentions.ts";

/** What is handed to the comparison of looks for a body. */
function workOf(body: string) {
  const handed: string[] = [];
  const readings = readingsOf(findMentions(body), (composed) => {
    handed.push(composed);
    return composed;
  });
  return { readings, handed, units: handed.join("").length };
}

test("[M1] names that NFKC makes 18 times longer are not compared, nor is what stands behind them in the message", () => {
  const name = (index: number) => `@${"\ufdfa".repeat(79)}${index}.a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s `;
  const { handed, readings } = workOf(
    `${Array.from({ length: 50 }, (_, index) => name(index)).join("")}@ada`,
  );
  expect(handed).toEqual([]);
  expect(readings.flat()).toEqual([]);
});

test("[M1] all readings of a message together have at most 10,000 units, the first ones first", () => {
  const dotted = (index: number) => `@n${index}${".abcde".repeat(19)} `;
  const body = Array.from({ length: 50 }, (_, index) => dotted(index)).join("");
  const { units, readings } = workOf(`@ada ${body}`);
  expect(units).toBeGreaterThan(limits.mentionUnits - 128);
  expect(units).toBeLessThanOrEqual(limits.mentionUnits);
  expect(readings[0]).toEqual([{ name: "ada", key: "ada" }]);
  expect(readings.length).toBeGreaterThan(5);
});

test("[M1] fifty long names with an end of a sentence are all looked at", () => {
  const body = Array.from({ length: 50 }, (_, index) => `@first.middle.last-name.no${index}...`).join(" ");
  const { readings } = workOf(body);
  expect(readings).toHaveLength(50);
  for (const [index, names] of readings.entries()) {
    expect(names[0]?.name).toBe(`first.middle.last-name.no${index}`);
  }
});

const namedBy = async (body: string, members: Record<string, number>) => {
  const mentions = createMentions({
    rooms: { findByFoldedKeys: async () => new Map(Object.entries(members)) },
    messages: { pageMentions: async () => ({ messages: [], next: null }) },
    onlineUserIds: () => [],
  });
  return (await mentions.readMentions(1, body)).mentions.map(({ userId }) => userId);
};

test("[M1] in texts without spaces the longest name of a member is meant, and nobody by a single letter of it", async () => {
  const members = { bob: 1, 李雷: 2, 李雷你: 3, 王: 4 };
  const cases: [body: string, ...userIds: number[]][] = [
    ["你好@bob 请看", 1],
    ["请@bob看一下", 1],
    ["@bobさん", 1],
    ["@bob님", 1],
    ["＠bob", 1],
    ["@李雷，你好", 2],
    ["@李雷吃饭了吗", 2],
    ["@李雷你好", 3],
    ["@王，你好", 4],
    ["@王府井见"],
    ["josé@bob.example 请@bob.example"],
    ["@李雷@bob", 2, 1],
  ];
  for (const [body, ...userIds] of cases)
    expect([body, await namedBy(body, members)]).toEqual([body, userIds]);
});

test("[M1] an older name that ends in a sign takes nothing from the one without it, and is still named where that is nobody", async () => {
  for (const older of ["bob.", "bob's", "bob-", "bob_", "bob's."]) {
    expect([older, await namedBy(`Ask @${older} He knows.`, { bob: 1, [older]: 2 })]).toEqual([older, [1]]);
    expect([older, await namedBy(`Ask @${older} He knows.`, { [older]: 2 })]).toEqual([older, [2]]);
  }
  expect(await namedBy("@bob-like", { bob: 1, "bob-like": 2 })).toEqual([2]);
});
