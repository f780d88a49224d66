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
