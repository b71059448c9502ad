import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { different, hostileValues, sorted } from "@/lib/syntax/testing/hostile";
import { CodeCard } from "./code-card";
import { ExternalLink } from "./external-link";
import { Ident, Mono } from "./ident";

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;

const textOf = (node: Node): string =>
  "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
const elementsOf = (node: Node): DefaultTreeAdapterTypes.Element[] =>
  "childNodes" in node
    ? node.childNodes.flatMap((child) => ("tagName" in child ? [child, ...elementsOf(child)] : []))
    : [];

/** HTML has no NUL, reads each CR as a line feed, and is sent as UTF-8, in which half characters are lost. */
const canBeHtml = (text: string) => text.isWellFormed() && !/[\0\r]/.test(text);
const { held } = sorted(hostileValues(), canBeHtml);

describe("2,000 hostile values come back from HTML's parser", () => {
  it("as text, and as an attribute", () => {
    expect(held.length).toBeGreaterThanOrEqual(2000);
    const read = held.map((value) => {
      const [element] = parseFragment(renderToStaticMarkup(<p title={value}>{value}</p>)).childNodes;
      if (element === undefined || !("attrs" in element)) throw new Error("no element");
      return { text: textOf(element), title: element.attrs.find(({ name }) => name === "title")?.value };
    });
    expect(
      different(
        held,
        read.map(({ text }) => text),
      ),
    ).toEqual([]);
    expect(
      different(
        held,
        read.map(({ title }) => title),
      ),
    ).toEqual([]);
  });

  it.each([
    ["Ident", (value: string) => <Ident text={value} />],
    ["Mono", (value: string) => <Mono text={value} />],
  ] as const)("through %s", (_, draw) => {
    const read = held.map((value) => textOf(parseFragment(renderToStaticMarkup(draw(value)))));
    expect(different(held, read)).toEqual([]);
  });

  it("as code to copy, with no element that the card does not have", () => {
    const some = held.filter((value) => value.length < 200 && value.trim() !== "").slice(0, 300);
    const drawn = (code: string) =>
      elementsOf(
        parseFragment(renderToStaticMarkup(<CodeCard code={code} language="text" copyLabel="Copy" />)),
      );
    const kinds = new Set(drawn("x").map(({ tagName }) => tagName));
    for (const value of some) for (const { tagName } of drawn(value)) expect(kinds, value).toContain(tagName);
  });
});

it("a link that is not the wizard's is text", () => {
  for (const href of [
    ...held.filter((value) => value.length < 100),
    "javascript:alert(1)",
    "https://evil.example/",
  ])
    expect(
      elementsOf(parseFragment(renderToStaticMarkup(<ExternalLink href={href}>a source</ExternalLink>))),
    ).toEqual([]);
  const own = renderToStaticMarkup(
    <ExternalLink href="https://docs.aws.amazon.com/x">a source</ExternalLink>,
  );
  expect(own).toContain('href="https://docs.aws.amazon.com/x"');
});
