"""Documents that mean harm, in a browser that would run what it is given."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import hostile
from playwright.sync_api import Browser
from serving import served, visiting
from walking import pages, route_of

#: Addresses with a part to fill in that are opened, where it is more than two.
MOST = {"/documents/{document}": 100}


def test_nothing_runs_and_nothing_is_asked_elsewhere(browser: Browser, tmp_path: Path) -> None:
    db = hostile.stored(tmp_path / "hostile", True)
    with served(db, read_only=True) as home, visiting(browser, home, tmp_path) as visit:
        visit.page.on("dialog", lambda dialog: visit.wrong.append(f"dialog: {dialog.message}"))
        ahead = sorted(set(pages()) - {"/health"})
        seen, asked = set(ahead), Counter[str]()
        for address in ahead:
            visit.open(address)
            assert visit.page.evaluate("window.hacked") is None, address
            assert visit.page.locator("x-hacked, [data-hacked], iframe, object, base").count() == 0, address
            assert visit.wrong == [], address
            for link in visit.page.eval_on_selector_all(
                "a[href]", "all => all.map(a => a.getAttribute('href'))"
            ):
                place = urlsplit(urljoin(home + address, link))
                route = route_of(place.path)
                new = place.path not in seen and "{" in route and f"{place.scheme}://{place.netloc}" == home
                if new and asked[route] < MOST.get(route, 2):
                    asked[route] += 1
                    seen.add(place.path)
                    # The list grows while it is gone through.
                    ahead.append(place.path)
        assert len(seen) == len(ahead)
