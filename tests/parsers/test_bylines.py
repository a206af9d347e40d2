# ruff: noqa: E501 - markup and sentences read best unbroken
from __future__ import annotations

import re

import pytest

from parsers.article import extract_article
from parsers.pages.bylinetext import clean_names, labelled_names
from parsers.pages.loose_names import initials_before_a_date, loose_names
from parsers.pages.signatures import is_bare_name, is_byline
from schemas.article import Article
from schemas.vocabulary import AuthorKind

URL = "https://www.alofoq.example.ma/2/park"


def article(html: str) -> Article:
    found = extract_article(html.encode(), URL)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("بقلم : زكرياء أزنود", ["زكرياء أزنود"]),
        ("الكاتب : لبنى بوزيان / مريم الصنهاجي", ["لبنى بوزيان", "مريم الصنهاجي"]),
        ("خديجة الوزاني و كريم المسعودي", ["خديجة الوزاني", "كريم المسعودي"]),
        ("خديجة الوزاني وكريم المسعودي", ["خديجة الوزاني", "كريم المسعودي"]),
        ("وليد العلمي", ["وليد العلمي"]),
        ("من الدار البيضاء: هشام الخلوفي", ["هشام الخلوفي"]),
        ("سناء بوزيان - الرباط", ["سناء بوزيان"]),
        ("إبراهيم علوي (جدة)", ["إبراهيم علوي"]),
        ("جنيف - أ ف ب", ["أ ف ب"]),
        ("بقلم: سناء الكتاني (صحافي متدرب)", ["سناء الكتاني"]),
        ("بقلم: سناء الكتاني – تصوير: سعيد الكحل", ["سناء الكتاني"]),
        ("و م ع", ["و م ع"]),
        ("By Priya Nandakumar @priyan", ["Priya Nandakumar"]),
        ("وديع العلوي 512 مشاهدة", ["وديع العلوي"]),
        ("إلياس أغنجي و.م.ع", ["إلياس أغنجي", "و.م.ع"]),
        ("إلياس أغنجي ووكالات", ["إلياس أغنجي", "وكالات"]),
        ("كاتب وباحث", []),
        ("Par Driss Effinati, économiste", ["Driss Effinati"]),
        ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Par Zineb Zerouali", ["Zineb Zerouali"]),
        ("Jane Doe, Staff Writer", ["Jane Doe"]),
        ("JANE DOE, Executive Editor", ["JANE DOE"]),
        ("Jane Doe, Politics Editor", ["Jane Doe"]),
        ("Jane Doe, John A. Roe, and Ann Poe", ["Jane Doe", "John A. Roe", "Ann Poe"]),
        ("John E Smith", ["John E Smith"]),
        ("By John Roe Jr.", ["John Roe Jr."]),
        ("Karim Sahli B.", ["Karim Sahli B."]),
        ("Karim Sahli.", ["Karim Sahli"]),
        ("TPN, Portugal, Business, Tourism", ["TPN"]),
        ("Par LINA FERHAT, KARIM LAHLOU Envoyés spéciaux à Tanger", ["LINA FERHAT", "KARIM LAHLOU"]),
        ("مبعوث «الصدى» إلى تمنراست: عبد الرزاق بن الشيخ", ["عبد الرزاق بن الشيخ"]),
        ("الإسكندرية ـ رامي ياسين ونرمين الشوادفي", ["رامي ياسين", "نرمين الشوادفي"]),
        ("محمود السعيد ومنة الله خالد", ["محمود السعيد", "منة الله خالد"]),
        ("By JANE DOE Associated Press", ["JANE DOE"]),
        ("Von Paul Beispiel und Karla Muster, Soest", ["Paul Beispiel", "Karla Muster"]),
        ("Super Utilisateur", []),
        ("Text Size", []),
        ("SIGN IN", []),
        ("Von Roland Beispiel", ["Roland Beispiel"]),
        ("admin", []),
        ("editor@example.ma", []),
        ("", []),
    ],
)
def test_cuts_a_statement_down_to_names(text, names):
    assert clean_names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("26 septembre 2025 - 21h39 - Marchés - Par : Anas Gharbaoui", ["Anas Gharbaoui"]),
        ("أول أمس / كتبه يوسف البوعناني من وجدة", ["يوسف البوعناني"]),
        ("روبورتاج: بناصر بلعربي تصوير: علي أوعدي", ["بناصر بلعربي"]),
        ("أجرت الحوار: مسعودة بوحسين / ترجمة: سعيد الباز", ["مسعودة بوحسين"]),
        ("حاوره بفاس: أيور المنوزي", ["أيور المنوزي"]),
        ("متابعة عزيز بوستى", ["عزيز بوستى"]),
        ("نُشر بواسطة عزيز بوستى 6 ديسمبر، 2023 في مجتمع 0 تعليق", ["عزيز بوستى"]),
        ("Posté par: Itto Ouazekri dans Société 6 décembre 2023 Commentaires fermés", ["Itto Ouazekri"]),
        ("Article de Itto Ouazekri, paru le 6 décembre 2023", ["Itto Ouazekri"]),
        ("نشر من طرف بديعة الرضواني يوم 6 دجنبر 2023", ["بديعة الرضواني"]),
        ("Par Moha Ouhachi, à Errachidia", ["Moha Ouhachi"]),
        ("Propos recueillis à Fès par Brahim Oubahman", ["Brahim Oubahman"]),
        (
            "Rédigé par Chama Boutaybi, avec AFP Mis en ligne le mercredi 24 janvier 2018 Mis à jour le 25/01/2018",
            ["Chama Boutaybi", "avec AFP"],
        ),
        ("بقلم/ سعيد البوعناني | الخميس 25 نونبر 2021", ["سعيد البوعناني"]),
        ("By Jane Doe March 18 at 3:57 PM", ["Jane Doe"]),
        ("By Anna May 14:11", ["Anna May"]),
        ("تحرير من طرف امحند أوبركة و كريم التازي", ["امحند أوبركة", "كريم التازي"]),
        ("كتبت- سعاد الوزاني:", ["سعاد الوزاني"]),
        ("كتب الخبر مشعل الفضالة", ["مشعل الفضالة"]),
        ("Recueilli par Maëlys Courvoisier-Thuin", ["Maëlys Courvoisier-Thuin"]),
        ("Textes : Noémie Le Bihan et Yoann Salaün. Photos : Kévin Trégouët", ["Noémie Le Bihan", "Yoann Salaün"]),
        ("Par notre envoyé spécial Merzak Ould-Kaddour", ["Merzak Ould-Kaddour"]),
        ("De notre correspondante à Rabat, Itto Ouazekri", ["Itto Ouazekri"]),
        ("Une enquête de Itto Ouazekri", ["Itto Ouazekri"]),
        ("Texte de Itto Ouazekri – Photos de Kévin Trégouët", ["Itto Ouazekri"]),
        ("كتب ـ سعيد الكحل", ["سعيد الكحل"]),
        ("كتب الصحفي سعيد الكحل", ["سعيد الكحل"]),
        ("أعدها للنشر سعيد الكحل", ["سعيد الكحل"]),
        ("صحافي سعيد الكحل", ["سعيد الكحل"]),
        ("صحافي مهتم بالشأن المحلي", []),
        ("Une enquête de police", []),
        ("نص لا توقيع فيه", []),
        ("Par-delà Les Monts", []),
        ("حوار العدد", []),
        ("حوار سعاد", ["سعاد"]),
    ],
)
def test_reads_a_labelled_byline_in_a_dateline(text, names):
    assert labelled_names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("منذ يومين | إدريس أيت الحاج", ["إدريس أيت الحاج"]),
        ("بني ملال/ حليمة مشراح", ["حليمة مشراح"]),
        ("بني ملال/حليمة مشراح", ["حليمة مشراح"]),
        ("9 octobre 2025 - 13h18 - MAP", ["MAP"]),
        ("(و.م.ع) الجمعة 6 غشت 2021", ["و.م.ع"]),
        ("9 avril 2026 - 10h06 - Maroc", []),
        ("ريف ويب - سعيد الكتاني", ["سعيد الكتاني"]),
        ("jeu. 14 mars 2024 – 09h12 • Souhail Ajmaa • 3 mn", ["Souhail Ajmaa"]),
        ("الدرعية (منصور الحربي)", ["منصور الحربي"]),
        ("تارودانت : ع. الوهبادي", ["ع. الوهبادي"]),
        ("تارودانت : ع الوهبادي", []),
        ("افتتاح معرض الكتاب بالدرعية (منصور الحربي)", []),
        ("الطائف - شليويح السلمي | الخميس 5 شعبان 1445هـ", ["شليويح السلمي"]),
        ("الرباط - أخبار وطنية | 12 مارس 2024", []),
        ("✍️ سميرة مغداد 🕒 17 مارس 2024", ["سميرة مغداد"]),
        ("Mehdi Alami avec MAP - 12 mars 2024", ["Mehdi Alami", "MAP"]),
        ("Mehdi Alami et Wendpanga Zongo - 12 mars 2024", ["Mehdi Alami", "Wendpanga Zongo"]),
        ("Mehdi Alami et ses amis - 12 mars 2024", []),
        ("بالفيديو: سعيد الكحل", []),
        ("Portrait : Mehdi Alami", []),
        ("(خديجة الوزاني، كريم المسعودي", ["خديجة الوزاني", "كريم المسعودي"]),
    ],
)
def test_reads_an_unlabelled_name_only_where_it_is_known(text, names):
    assert loose_names(text, set()) == names


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("B.K., 05 Février 2021 À 13:20", "B.K."),
        ("M.B.Z | 5 mars 2024", "M.B.Z"),
        ("Y.B. (avec MAP) | 5 mars 2024", "Y.B."),
        ("م.ب | 12 مارس 2024 - 10:30", "م.ب"),
        ("و.م.ع | 12 مارس 2024", ""),
        ("B.K. a gagné le 5 mars 2024", ""),
        ("U.S. | March 5, 2024", ""),
        ("A. Bouzid, 5 mars 2024", ""),
    ],
)
def test_reads_initials_right_before_a_date(text, initials):
    assert initials_before_a_date(text) == initials


@pytest.mark.parametrize(
    "line",
    [
        "von der Anmeldung bis zum Ziel",
        "كتب الوزير رسالة إلى الجماعات الترابية بالمملكة",
        "كتب الخبراء رسالة",
        "By some measures it is.",
    ],
)
def test_takes_no_sentence_for_a_byline(line):
    assert not is_byline(line)
    assert not is_bare_name(line)


@pytest.mark.parametrize(
    ("meta", "authors", "kind"),
    [
        ('<span class="author">بقلم : زكرياء أزنود</span>', ("زكرياء أزنود",), AuthorKind.PERSON),
        ('<span class="author">و.م.ع</span>', ("و.م.ع",), AuthorKind.AGENCY),
        ('<span class="author">هيئة التحرير</span>', ("هيئة التحرير",), AuthorKind.DESK),
        ('<span class="author">جريدة الأفق</span>', ("جريدة الأفق",), AuthorKind.DESK),
        ('<span class="author">admin</span>', (), None),
        ("", (), None),
    ],
)
def test_says_who_signs_and_of_which_kind(pages, meta, authors, kind):
    found = article(pages.modern(meta=meta))
    assert (found.authors, found.author_kind) == (authors, kind)


def test_prefers_the_visible_person_over_the_site_in_json_ld(pages):
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":{"@type":"Organization","name":"جريدة الأفق"}}</script>'
    found = article(pages.modern(head=head, meta='<span class="auteur">هشام الخلوفي</span>'))
    assert found.authors == ("هشام الخلوفي",)
    assert found.authors_latin == ("Hicham El Khalloufi",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Eingestellt von Karla Muster", ["Karla Muster"]),
        ("Ein Artikel von Karla Muster | 27.01.2022 - 12:45", ["Karla Muster"]),
        ("By Newsroom 28 January 2022", ["Newsroom"]),
        ("By TPN, Portugal, Business, Property, Tourism", ["TPN"]),
        ("Author Redaktion", ["Redaktion"]),
        ("By Staff Writer", ["Staff Writer"]),
        ("von © Agentur", []),
        ("Von Rechtsanwalt Karl Muster", ["Karl Muster"]),
        ("WXYZ-Experte Karl Muster", ["Karl Muster"]),
        ("a cura di Carla Esempio", ["Carla Esempio"]),
        ("Escrito por João Exemplo", ["João Exemplo"]),
        ("Door Karel van Voorbeeld", ["Karel van Voorbeeld"]),
        ("Av Karin Exempel", ["Karin Exempel"]),
        ("Yazar: Ayşe Örnek", ["Ayşe Örnek"]),
        ("Автор: Иван Примеров", ["Иван Примеров"]),
        ("Autor: Jan Przykładowy", ["Jan Przykładowy"]),
    ],
)
def test_cuts_labelled_bylines_where_they_end(text, names):
    assert clean_names(text) == names


@pytest.mark.parametrize(
    ("meta", "authors", "kind"),
    [
        (
            '<span class="author vcard"><a class="url">von <span class="fn n">gizzmo</span></a></span>',
            ("gizzmo",),
            AuthorKind.PERSON,
        ),
        ('<div class="authors">Muster GmbH, Munich, Germany</div>', ("Muster GmbH",), AuthorKind.DESK),
        ("<h5>Autor:</h5><div>Karla Muster</div>", ("Karla Muster",), AuthorKind.PERSON),
        ('<span class="author">Karla Muster, WXYZ</span>', ("Karla Muster",), AuthorKind.PERSON),
        ('<span class="author">KARLA MUSTER</span>', ("KARLA MUSTER",), AuthorKind.PERSON),
    ],
    ids=["name within", "company and its address", "label in its own box", "affiliation", "capitals"],
)
def test_reads_the_byline_in_its_box(pages, meta, authors, kind):
    found = article(pages.modern(meta=meta))
    assert (found.authors, found.author_kind) == (authors, kind)


@pytest.mark.parametrize(
    ("ending", "authors"),
    [
        ("<p><b><i>Karla Muster</i></b></p>", ("Karla Muster",)),
        ('<p style="text-align: right">Karla van Muster</p>', ("Karla van Muster",)),
        ("<p><b>Yvette Zongo-Sawadogo</b>\n<br>\n<b>Horizon</b></p>", ("Yvette Zongo-Sawadogo",)),
        ("<p>M.B.Z</p>", ("M.B.Z",)),
        ("<p>م.ب</p>", ("م.ب",)),
        ("<p>Y.B./MAP</p>", ("Y.B.",)),
        ("<p>Wendpanga Sawadogo, journaliste</p>", ("Wendpanga Sawadogo",)),
        ("<p>Wendpanga Sawadogo (avec AFP)</p>", ("Wendpanga Sawadogo",)),
        ("<p>Karla Muster</p>", ()),
        ("<p><i>Bilder aus dem Archiv</i></p>", ()),
        ("<p><i>Paul Beispiel</i></p><p><i>Karla Muster</i></p>", ("Paul Beispiel",)),
    ],
    ids=[
        "in emphasis",
        "at the right",
        "over another line",
        "initials",
        "initials in Arabic",
        "initials before an agency",
        "a trade behind",
        "an agency behind",
        "unmarked",
        "no name",
        "first of a list",
    ],
)
def test_reads_the_name_set_apart_at_the_end_of_the_text(pages, ending, authors):
    assert article(pages.modern(text=pages.body(pages.french) + ending)).authors == authors


def test_takes_no_section_for_an_author(pages):
    head = '<meta property="article:section" content="Kultur">'
    assert article(pages.modern(head=head, meta='<span class="byline">Kultur</span>')).authors == ()


@pytest.mark.parametrize(
    ("href", "text", "authors"),
    [
        ("/author/karla-muster/", "Karla Muster", ("Karla Muster",)),
        ("/members/user?id=12", "gizzmo", ("gizzmo",)),
        ("/user/login", "Mein Konto", ()),
        ("https://video.example.com/user/horizon", "Video Channel", ()),
        ("/profil/tennis/karla-muster", "Karla Muster", ()),
        ("/author/", "Our Authors", ()),
    ],
)
def test_takes_a_link_for_a_writers_only_where_its_address_ends_with_the_name(pages, href, text, authors):
    links = "<ul>" + '<li><a href="/x">Ein Verweis auf eine andere Seite</a></li>' * 12 + "</ul>"
    assert article(pages.modern(after=f'{links}<div><a href="{href}">{text}</a></div>')).authors == authors


@pytest.mark.parametrize(
    ("names", "authors"), [(["Karla Muster"], ("Karla Muster",)), (["Karla Muster", "Paul Beispiel"], ())]
)
def test_believes_a_sidebars_link_to_an_author_where_there_is_but_one(pages, names, authors):
    links = "".join(f'<p><a rel="author" href="/quelle/{number}">{name}</a></p>' for number, name in enumerate(names))
    assert article(pages.modern(after=f'<div id="sidebar">{links}</div>')).authors == authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Par Anas Kadiri et Karla Muster", ("Anas Kadiri", "Karla Muster")),
        ("Par <a>Anas Kadiri</a>, <a>Sanae Bouziane</a>", ("Anas Kadiri", "Sanae Bouziane")),
        ("By Anas Kadiri, National Institute", ("Anas Kadiri",)),
        ("By Anas Kadiri and others", ("Anas Kadiri",)),
        ("تصوير: سعيد الكحل", ("Anas Kadiri",)),
    ],
)
def test_looks_for_others_where_the_head_names_the_first(pages, byline, authors):
    head = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Anas Kadiri"}}</script>'
    assert article(pages.modern(head=head, meta=byline)).authors == authors


def test_prefers_the_near_statement_that_names_others_too(pages):
    head = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Karla Muster"}}</script>'
    more = f'{head}<meta name="author" content="Karla Muster, Paul Beispiel">'
    assert article(pages.modern(head=more)).authors == ("Karla Muster", "Paul Beispiel")
    assert article(pages.modern(head=head, after='<a rel="author">Paul Beispiel</a>')).authors == ("Karla Muster",)


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ("<p>Regula Ammann</p><p>7 mars 2024</p>", ("Regula Ammann",)),
        ("<p>Regula Ammann | 7 mars 2024</p>", ("Regula Ammann",)),
        ("<p>Regula Ammann, journaliste stagiaire</p>", ("Regula Ammann",)),
        ("<p>Wissenschaft Atmosphäre Klima | 7 mars 2024</p>", ()),
        ("<p>Rabat Salé | 7 mars 2024</p>", ()),
        ("<p><a href=/v>Vie Locale</a></p><p>Vie Locale | 7 mars 2024</p>", ()),
        ("<p>Regula Ammann</p>", ()),
        ("<p><a href=/a>Regula Ammann</a></p><p>7 mars 2024</p>", ()),
        ("<p>TOP STORIES</p><p>7 mars 2024</p>", ()),
        ("<p>Sign In</p><p>7 mars 2024</p>", ()),
        ("<a href=/a>Bastien Lemaire</a><span>Journaliste au service Monde</span>", ("Bastien Lemaire",)),
        ("<p>Dale R. Whitcomb, dwhitcomb@herald.example</p>", ("Dale R. Whitcomb",)),
    ],
    ids=[
        "over a date",
        "before a date",
        "before a role",
        "sections before a date",
        "a place",
        "a section",
        "alone",
        "a link",
        "in capitals",
        "to press",
        "before a trade",
        "with an address",
    ],
)
def test_believes_a_name_that_stands_where_names_do(pages, meta, authors):
    assert article(pages.modern(meta=meta)).authors == authors


def test_believes_the_agency_at_the_headline_before_a_person_elsewhere(pages):
    other = '<div><h2>خبر آخر</h2><span class="author">سعيد الكحل</span></div>'
    found = article(pages.modern(meta='<span class="author">و.م.ع</span>', after=other))
    assert (found.authors, found.author_kind) == (("و.م.ع",), AuthorKind.AGENCY)
    assert article(pages.modern(after=other)).authors == ("سعيد الكحل",)


@pytest.mark.parametrize("line", ["خديجة الوزاني و كريم المسعودي", "تاكفاريناس أومغار", "Mehdi Alami avec MAP"])
def test_leaves_the_line_that_names_the_authors_out_of_the_text(pages, line):
    head = '<meta name="author" content="تاكفاريناس أومغار">' if line.startswith("تاك") else ""
    lines = article(pages.modern(head=head, text=f"<p>{line}</p>{pages.body()}<p>{line}</p>")).text.split("\n")
    assert (lines[0], lines[-1]) == (pages.arabic[0], pages.arabic[-1])


@pytest.mark.parametrize("user", ["Karla", "karla_muster", "karlamuster"])
def test_prefers_the_full_name_beside_the_article_over_a_users(pages, user):
    head = f'<meta name="author" content="{user}">'
    assert article(pages.modern(head=head, meta="Von Karla Muster")).authors == ("Karla Muster",)
    assert article(pages.modern(head=head, meta="Von Paul Beispiel")).authors == (user,)


def test_prefers_a_name_in_arabic_beside_the_article_over_a_users(pages):
    head = '<meta name="author" content="s.alkahl">'
    assert article(pages.modern(head=head, meta="بقلم: سعيد الكحل")).authors == ("سعيد الكحل",)


def test_reads_the_name_below_where_an_envoy_was_sent(pages):
    sent = "<p><b>De notre envoyé spécial à Oujda</b><br>Merzak Ould-Kaddour</p>"
    found = article(pages.modern(text=f"{sent}{pages.body()}"))
    assert found.authors == ("Merzak Ould-Kaddour",)
    assert found.text.startswith(pages.arabic[0])


def test_takes_no_name_in_a_box_that_leads_to_another_article(pages):
    box = '<div class="z"><h4><a href="/z">يوميات في الجبل</a></h4><div>بقلم: <a href="/author/3">سعاد الوزاني</a></div></div>'
    assert article(pages.modern(after=box)).authors == ()


def test_reads_the_columnist_with_a_mail_address_over_the_headline(pages):
    name = '<div><strong>Nermin ULUOCAK</strong><a href="mailto:n@ruzgar.example">n@ruzgar.example</a></div>'
    html = pages.modern().replace("<h1", f"{name}<h1", 1)
    assert article(html).authors == ("Nermin ULUOCAK",)


@pytest.mark.parametrize(
    "caption",
    [
        "<figcaption>عدسة: سعيد الكحل</figcaption>",
        "<figcaption>طائرة أثناء التدخل - سعيد الكحل</figcaption>",
        "<span class=photoCaption>طائرة أثناء التدخل - سعيد الكحل</span>",
        '<div class="img_caption">طائرة أثناء التدخل - سعيد الكحل</div>',
    ],
)
def test_takes_no_name_in_a_caption(pages, caption):
    figure = f"<figure><img src=x>{caption}</figure>"
    html = pages.modern(meta=f'<span class="author">هيئة التحرير</span>{figure}')
    assert article(html).authors == ("هيئة التحرير",)


@pytest.mark.parametrize(
    ("box", "authors"),
    [
        (
            '<div class="elementor-widget"><div class="elementor-author-box"><div class="elementor-author-box__text"><h4 class="elementor-author-box__name">حياة الزيراري</h4><div class="elementor-author-box__bio">أستاذة وقاصة، صدرت لها مجموعتان</div></div></div></div>',
            ("حياة الزيراري",),
        ),
        (
            '<div class="jeg_authorbox"><h3 class="jeg_author_name"><a href="/author/t/">طه الموخى بلكبير</a></h3><p class="jeg_author_desc">صحافي</p></div>',
            ("طه الموخى بلكبير",),
        ),
        (
            '<div class="about-author"><h3 class="about-author">About the author</h3><h4 class="author-title">سعيد الكحل</h4><p>كاتب من طنجة</p></div>',
            ("سعيد الكحل",),
        ),
        ('<div class="writer-box"><img src=x><h4>سعيد الكحل</h4><p>كاتب من طنجة</p></div>', ("سعيد الكحل",)),
        ('<div class="author-bio"><h2>Karla Muster</h2><p>Reporter since 2011</p></div>', ("Karla Muster",)),
        (
            '<div class="writer-item"><a class="writer-name" href="/writer/7">منى الحاج</a><a href="/op/1">ارتفاع مفاجئ في أسعار البصل</a></div>',
            (),
        ),
        (
            '<div class="writer-row"><strong>منى الحاج</strong> <a href="/op/1">ارتفاع مفاجئ في أسعار البصل</a></div>',
            (),
        ),
        (
            '<article><span class="author">منى الحاج</span><h3><a href="/op/1">ارتفاع مفاجئ في أسعار البصل</a></h3></article>',
            (),
        ),
    ],
    ids=[
        "elementor",
        "jnews",
        "its heading",
        "heading alone",
        "biography",
        "name and headline",
        "list of columnists",
        "another article",
    ],
)
def test_reads_the_authors_own_box_and_none_that_leads_on(pages, box, authors):
    links = "<ul>" + "<li><a href=/x>خبر آخر لا علاقة له بالموضوع المنشور</a></li>" * 12 + "</ul>"
    assert article(pages.modern(after=f"{links}{box}")).authors == authors


def test_signs_with_the_paper_where_only_a_desk_stands_beside_its_name(pages):
    head = '<meta property="og:site_name" content="الضحى 24">'
    found = article(pages.modern(head=head, meta='<span class="author">الضحى 24 - متابعة</span>'))
    assert (found.authors, found.author_kind) == (("الضحى 24",), AuthorKind.DESK)


@pytest.mark.parametrize(
    ("logo", "kind"),
    [
        ('<a href="/">صدى الأطلس</a>', AuthorKind.DESK),
        ('<a href="/"><img src=x alt="صدى الأطلس"></a>', AuthorKind.DESK),
        ('<a href="/ar">جريدة صدى الأطلس الإلكترونية</a>', AuthorKind.DESK),
        ('<a href="/sport">صدى الأطلس</a>', AuthorKind.PERSON),
        ('<a href="/">أخبار صدى الأطلس الكبير</a>', AuthorKind.PERSON),
    ],
)
def test_knows_the_papers_name_by_the_logo_and_the_title(pages, logo, kind):
    html = pages.modern(meta='<span class="author">صدى الأطلس</span>')
    html = re.sub("<meta[^>]*og:site_name[^>]*>", "", html).replace("<body>", f"<body>{logo}", 1)
    found = article(re.sub("<title>[^<]*", "<title>صدى الأطلس: الحديقة الكبرى ترى النور أخيرا", html))
    assert (found.authors, found.author_kind) == (("صدى الأطلس",), kind)


def test_takes_none_of_several_writers_who_are_called_alike(pages):
    names = ("منى الحاج", "طارق زغلول", "سعيد الكحل")
    listed = "".join(
        f'<li><a class="author-name" href="/writer/{number}">{name}</a></li>' for number, name in enumerate(names)
    )
    links = "<ul>" + "<li><a href=/x>خبر آخر لا علاقة له بالموضوع المنشور</a></li>" * 12 + "</ul>"
    html = pages.modern().replace("</main>", f"</main>{links}<ul>{listed}</ul>")
    assert article(html).authors == ()


@pytest.mark.parametrize(
    "told",
    [
        '<div class="tags"><a href="/t">سعيد الكحل</a> <a href="/u">الحديقة</a></div>',
        '<div>الوسوم: <a href="/t">سعيد الكحل</a></div>',
        "<p>رئيس التحرير: سعيد الكحل</p>",
        "<blockquote>«الحديقة رئة المدينة» <cite>سعيد الكحل</cite></blockquote>",
    ],
    ids=["tags", "labelled tags", "chief", "quotation"],
)
def test_takes_no_name_of_whom_a_text_tells(pages, told):
    assert article(pages.modern(after=told)).authors == ()


def test_takes_no_name_over_the_headline_that_it_quotes(pages):
    html = pages.modern().replace("<h1", '<p class="k">سعيد الكحل رئيس الجماعة:</p><h1', 1)
    assert article(html).authors == ()


def test_takes_no_name_in_a_heading_within_the_text(pages):
    first, *rest = pages.arabic
    html = pages.modern(text=f"<p>{first}</p><h3>سعيد الكحل</h3>{pages.body(tuple(rest))}")
    assert article(html).authors == ()
