// What the browser finds in a woven page, as lines in an element that the test reads: how many checks
// passed, what failed, and the relative links, whose files the test looks for. Put into a copy of the page.
addEventListener("load", () => {
	const lines = [];
	let passed = 0;
	const check = (good, text) => { if (good) passed++; else lines.push("FAILED " + text); };
	const drawn = (element) => {
		const box = element.getBoundingClientRect();
		return box.width > 1 && box.height > 1;
	};
	const all = (selector) => [...document.querySelectorAll(selector)];
	const width = document.scrollingElement.scrollWidth;
	check(width <= innerWidth, `the page is ${width} wide on a screen of ${innerWidth}`);
	for (const image of all("img"))
		check(image.complete && image.naturalWidth > 0 && drawn(image), `image not drawn: ${image.alt}`);
	for (const formula of all("math"))
		check(formula instanceof MathMLElement && drawn(formula), `formula not drawn: ${formula.textContent}`);
	check(!document.body.innerText.includes("\\frac"), "TeX shows in the text");
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let raw; (raw = texts.nextNode());)
		if (/\b[CFINRW]_[a-z]/.test(raw.data) && !raw.parentElement.closest("code, pre, annotation, script"))
			check(false, `a column's name in the text: ${raw.data.trim().slice(0, 60)}`);
	for (const image of all("img"))
		check(/[a-z]{3}/i.test(image.alt) && !/[\\_^$]|\.svg/.test(image.alt), `no words for a picture: ${image.alt}`);
	// Each figure opens large by its button, which the keyboard reaches, and closes again.
	for (const button of all(".enlarge")) {
		const large = document.getElementById(button.getAttribute("popovertarget")), image = large.querySelector("img");
		const before = image.getBoundingClientRect();
		const where = button.getBoundingClientRect();
		check(Math.abs(where.width - before.width) < 20 && Math.abs(where.height - before.height) < 20,
			`the button of ${large.id} does not cover its picture`);
		button.focus();
		check(document.activeElement === button && large.popover === "auto", `${large.id}: not for the keyboard`);
		button.click();
		check(large.matches(":popover-open"), `${large.id} does not open`);
		check(image.getBoundingClientRect().width > before.width * 1.02, `${large.id} is no larger than in the text`);
		large.querySelector(".close").click();
		check(!large.matches(":popover-open"), `${large.id} does not close`);
		check(Math.abs(image.getBoundingClientRect().width - before.width) < 1, `${large.id} does not go back`);
	}
	// Fences grow with what they enclose; a formula wider than the screen scrolls.
	for (const row of all(".formula mrow")) {
		const fence = row.firstElementChild;
		if (fence?.localName !== "mo" || fence.getAttribute("form") !== "prefix") continue;
		const tallest = Math.max(...[...row.children].map((child) => child.getBoundingClientRect().height));
		check(fence.getBoundingClientRect().height > 0.7 * tallest, `a fence is too small: ${row.textContent.slice(0, 60)}`);
	}
	for (const formula of all("math[display=block]"))
		check(formula.closest(".formula") && getComputedStyle(formula.closest(".formula")).overflowX === "auto",
			`a formula does not scroll: ${formula.textContent.slice(0, 60)}`);
	check(!document.querySelector(".result") || document.querySelector(".summary .verdict")
		&& document.querySelector(".result .verdict") && /^import/.test(document.querySelector("main h1").id),
		"no verdicts on the front page, or not with import first");
	const ids = all("[id]").map((element) => element.id);
	check(new Set(ids).size === ids.length, `ids that stand twice: ${ids.filter((id, i) => ids.indexOf(id) !== i)}`);
	for (const link of all("a[href]")) {
		const target = link.getAttribute("href");
		if (target.startsWith("#"))
			check(document.getElementById(decodeURIComponent(target.slice(1))), `link to nothing: ${target}`);
		else if (!/^[a-z]+:/.test(target)) lines.push("LINK " + target);
	}
	for (const box of all("p, li, h1, h2, h3, figcaption, figure")) {
		if (box.closest(".wide, pre")) continue;
		check(box.getBoundingClientRect().right <= innerWidth + 1, `runs off the screen: ${box.textContent.slice(0, 60)}`);
	}
	const report = document.createElement("pre");
	report.id = "report";
	report.textContent = `\nWIDTH ${innerWidth}\nPASSED ${passed}\n${[...new Set(lines)].join("\n")}\nEND\n`;
	document.body.append(report);
});
