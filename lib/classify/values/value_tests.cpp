// SPDX-License-Identifier: MIT
#include "classify/values/value_tests.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "classify/checksum/checksums.hpp"
#include "classify/fold.hpp"
#include "classify/name_rules.hpp"
#include "classify/values/secrets.hpp"
#include "classify/values/text_shapes.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

namespace scribe::classify {

namespace {

/// Longer values are text: no format is that long, and patterns need not look at them.
constexpr std::size_t k_longest_format = 160;
constexpr std::size_t k_longest_listed = 48;
/// Nothing that proves itself is shorter: "a@b.de".
constexpr std::size_t k_shortest_held = 6;
/// Credentials, accounts and cards are no shorter.
constexpr std::size_t k_shortest_secret = 12;
/// Words around something are no shorter.
constexpr std::size_t k_shortest_text = 16;
/// Shorter words of names are parts of too many others.
constexpr std::size_t k_least_word = 3;
/// Names of settings are no longer.
constexpr std::size_t k_longest_name = 64;
/// Digits that no number of a database holds.
constexpr std::size_t k_long_number = 19;

re2::RE2::Options options() {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_encoding(re2::RE2::Options::EncodingLatin1); // bytes: Unicode classes make the automaton too large
    options.set_max_mem(64 << 20);
    return options;
}

/// Four numbers joined by full stops of which the first is small: versions look so, addresses seldom do.
bool is_low_quad(std::string_view text) {
    auto const first = text.find('.');
    bool const low = first == 1 || (first == 2 && text.front() == '1');
    return low && std::count(text.begin(), text.end(), '.') == 3 &&
           text.find_first_not_of("0123456789.") == std::string_view::npos && !text.starts_with("10.");
}

void add_once(ValueFacts &facts, std::uint16_t test) {
    auto const same = [test](TestHit const &hit) { return hit.test == test; };
    if (std::none_of(facts.hits.begin(), facts.hits.end(), same)) facts.hits.push_back({test, false});
}

} // namespace

std::optional<std::string> pattern_fault(std::string const &pattern) {
    re2::RE2::Set set{options(), re2::RE2::ANCHOR_BOTH};
    std::string why;
    return set.Add(pattern, &why) < 0 ? std::optional{why} : std::nullopt;
}

struct ValueTests::Patterns {
    struct Pattern {
        std::uint16_t test;
        Checksum valid;
    };
    re2::RE2::Set set{options(), re2::RE2::ANCHOR_BOTH};
    std::vector<Pattern> patterns;

    void add(std::string const &pattern, Rule const &rule, Pattern what) {
        std::string why;
        if (set.Add(pattern, &why) < 0)
            throw base::Error(base::ExitCode::config,
                              fmt::format("{}: '{}' is no pattern: {}", rule.name, pattern, why),
                              "the syntax is that of RE2");
        patterns.push_back(what);
    }
    void compile() {
        if (!set.Compile())
            throw base::Error(base::ExitCode::internal,
                              "the patterns of personal data need more memory than they may take");
    }
};

namespace {

/// A value of these is hidden wherever it stands, however few there are.
bool is_secret(Rule const &rule) {
    return rule.name == "CREDENTIAL" || rule.name == "IBAN" || rule.name == "CREDIT_CARD";
}

} // namespace

// The order of k_shape_names is that of Shape.
enum Shape : std::size_t {
    s_number,
    s_decimal,
    s_precise,
    s_latitude,
    s_longitude,
    s_age,
    s_date,
    s_day,
    s_boolean,
    s_plain,
    s_given,
    s_surname,
    s_full,
    s_initial,
    s_company,
    s_street,
    s_street_word,
    s_address,
    s_handle,
    s_phone,
    s_grouped,
    s_bare,
    s_sentence,
    s_text_email,
    s_text_phone,
    s_text_number,
    s_low_quad,
    s_held_email,
    s_held_phone,
    s_held_number,
    s_private_email,
    s_freephone,
    s_north_american,
    s_glanced,
    s_held_secret,
    s_held_key,
    s_secret_name,
    s_named_phone,
    s_long_number,
    s_count
};
constexpr char const *k_shape_names[] = {
    "number",     "decimal",     "precise",       "latitude",    "longitude",      "age",      "date",
    "day",        "boolean",     "plain",         "given",       "surname",        "full",     "initial",
    "company",    "street",      "street word",   "address",     "handle",         "phone",    "grouped",
    "bare",       "sentence",    "text email",    "text phone",  "text number",    "low quad", "held email",
    "held phone", "held number", "private email", "freephone",   "north american", "glanced",  "held secret",
    "held key",   "secret name", "named phone",   "long number",
};
static_assert(std::size(k_shape_names) == s_count);

ValueTests::ValueTests(RuleBook const &book, NameRules const &names)
    : m_names_of_columns(names), m_patterns(std::make_unique<Patterns>()), m_secrets(std::make_unique<Patterns>()),
      m_mailboxes(book), m_streets(book), m_people(book) {
    auto const fill = [&](char const *words, WordSet &set) {
        if (auto const found = book.words.find(words); found != book.words.end())
            for (auto const &word : found->second) set.insert(word);
    };
    fill("company", m_company);
    for (auto const *name : k_shape_names) m_shapes.push_back(test(name));
    for (Rule const &rule : book.rules) {
        Checksum const valid = find_checksum(rule.check);
        if (!rule.check.empty() && !valid)
            throw base::Error(base::ExitCode::config,
                              fmt::format("{}: no checksum is called '{}'", rule.name, rule.check));
        for (auto const &pattern : rule.formats) m_patterns->add(pattern, rule, {test(rule.name), valid});
        for (auto const &pattern : rule.loose) m_patterns->add(pattern, rule, {test(rule.name + "?"), valid});
        if (is_secret(rule))
            for (auto const &pattern : rule.formats)
                m_secrets->add(pattern, rule, {test("glanced " + rule.name), valid});
        for (auto const &word : rule.holds) {
            m_held[word].push_back(test(rule.name + "?"));
            m_holding.insert(word);
        }
        auto const list = [this](std::vector<std::string> const &values, std::string const &name) {
            for (auto const &value : values) {
                m_lists[value].push_back(test(name));
                m_listed.insert(value);
            }
        };
        list(rule.list, rule.name + "=");
        list(rule.codes, rule.name + "#");
    }
    m_patterns->compile();
    m_secrets->compile();
    find_secret_words(book);
}

/// A pattern of all words that name credentials: most values hold none of them and need not be read as names.
void ValueTests::find_secret_words(RuleBook const &book) {
    m_credential = book.find("CREDENTIAL");
    if (m_credential < 0) return;
    std::set<std::string> words;
    for (auto const &name : book.rules[static_cast<std::size_t>(m_credential)].names)
        for (auto const &word : base::split(name, ' '))
            if (word.size() >= k_least_word) words.insert(re2::RE2::QuoteMeta(word));
    m_secret_words = std::make_unique<re2::RE2>("(?i)" + base::join({words.begin(), words.end()}, "|"), options());
}

/// Whether the value is how a setting is called that is a credential: smtp_password, aws.secretKey.
bool ValueTests::names_secret(std::string_view value) const {
    if (m_credential < 0 || value.size() > k_longest_name || value.find_first_of(" @/=\t\n") != std::string_view::npos)
        return false;
    if (!re2::RE2::PartialMatch(re2::StringPiece(value.data(), value.size()), *m_secret_words)) return false;
    auto const hits = m_names_of_columns.match(m_names_of_columns.words(value));
    return std::any_of(hits.begin(), hits.end(),
                       [this](NameHit const &hit) { return hit.rule == m_credential && !hit.hint; });
}

ValueTests::~ValueTests() = default;

std::uint16_t ValueTests::test(std::string const &name) {
    auto const [at, fresh] = m_tests.try_emplace(name, static_cast<std::uint16_t>(m_names.size()));
    if (fresh) m_names.push_back(name);
    return at->second;
}

void ValueTests::run(std::string_view value, ValueFacts &facts) const {
    facts.clear();
    value = base::trim(value);
    if (value.size() <= k_longest_format) run_patterns(*m_patterns, value, facts.hits);
    run_numbers(value, facts);
    if (value.size() <= k_longest_format) {
        std::string const folded = fold(value);
        if (!facts.number) run_words(value, folded, facts);
        if (value.size() <= k_longest_listed && m_listed.contains(word_hash(folded)))
            if (auto const found = m_lists.find(folded); found != m_lists.end())
                for (auto const hit : found->second) facts.hits.push_back({hit, false});
    }
    if (facts.number || facts.year >= 0) return;
    facts.holds = run_within(value, facts.hits);
    if (names_secret(value)) facts.hits.push_back({m_shapes[s_secret_name], false});
}

std::vector<TestHit> const &ValueTests::glance(std::string_view value, std::vector<TestHit> &hits) const {
    hits.assign(1, {m_shapes[s_glanced], false});
    value = base::trim(value);
    if (value.size() >= k_shortest_secret && value.size() <= k_longest_format) run_patterns(*m_secrets, value, hits);
    if (value.size() >= k_shortest_held && !number_shape(value) && !date_shape(value)) run_within(value, hits);
    if (names_secret(value)) hits.push_back({m_shapes[s_secret_name], false});
    return hits;
}

void ValueTests::run_patterns(Patterns const &patterns, std::string_view value, std::vector<TestHit> &hits) {
    thread_local std::vector<int> matches;
    patterns.set.Match(re2::StringPiece(value.data(), value.size()), &matches);
    std::string plain;
    for (int const match : matches) {
        auto const &pattern = patterns.patterns[static_cast<std::size_t>(match)];
        auto const same =
            std::find_if(hits.begin(), hits.end(), [&](TestHit const &hit) { return hit.test == pattern.test; });
        if (same != hits.end()) continue;
        if (pattern.valid && plain.empty()) plain = compact(value);
        hits.push_back({pattern.test, pattern.valid != nullptr && pattern.valid(plain)});
    }
}

void ValueTests::run_numbers(std::string_view value, ValueFacts &facts) const {
    auto const hit = [&](Shape shape) { facts.hits.push_back({m_shapes[shape], false}); };
    if (auto const number = number_shape(value)) {
        facts.number = true;
        facts.whole = number->whole;
        hit(s_number);
        if (number->decimals > 0) hit(s_decimal);
        if (number->decimals >= 3 && std::abs(number->value) <= 180) {
            hit(s_precise);
            hit(s_longitude);
            if (std::abs(number->value) <= 90) hit(s_latitude);
        }
        if (number->decimals <= 0 && number->whole >= 0 && number->whole <= 120 && value.size() <= 3) hit(s_age);
    }
    if (is_low_quad(value)) hit(s_low_quad);
    if (value.size() >= k_long_number && value.find_first_not_of("0123456789") == std::string_view::npos)
        hit(s_long_number);
    if (auto const date = date_shape(value)) {
        facts.year = date->year;
        hit(s_date);
        if (!date->time) hit(s_day);
    }
    auto const shape = phone_shape(value);
    if (shape == PhoneShape::none) return;
    hit(shape == PhoneShape::strong ? s_phone : shape == PhoneShape::grouped ? s_grouped : s_bare);
    if (is_freephone(value)) hit(s_freephone);
    if (is_north_american_number(value)) hit(s_north_american);
}

/// A name and a telephone number behind it: Anna Smith 0151-2345678.
bool ValueTests::is_named_phone(std::string_view value) const {
    auto const at = value.find_first_of("+(0123456789");
    if (at == 0 || at == std::string_view::npos || phone_shape(value.substr(at)) == PhoneShape::none) return false;
    auto name = value.substr(0, at);
    name = name.substr(0, name.find_last_not_of(" ,;:/-|") + 1);
    bool other = false;
    std::vector<ValueWord> words;
    for (auto &word : value_words(fold(name), other)) words.emplace_back(std::move(word));
    if (other || words.empty()) return false;
    NameLook const look = m_people.look(words);
    return look.full || look.given || look.surname;
}

void ValueTests::run_words(std::string_view value, std::string_view folded, ValueFacts &facts) const {
    auto const hit = [&](Shape shape) { facts.hits.push_back({m_shapes[shape], false}); };
    bool other = false;
    std::vector<ValueWord> words;
    for (auto &word : value_words(folded, other)) words.emplace_back(std::move(word));
    if (words.empty()) return;
    bool company = false;
    for (auto const &word : words) {
        company |= m_company.contains(word.hash);
        if (m_holding.contains(word.hash))
            for (auto const held : m_held.at(word.text)) add_once(facts, held);
    }
    if (company) hit(s_company);
    if (!other) {
        NameLook const look = m_people.look(words);
        if (look.plain) hit(s_plain);
        if (look.given) hit(s_given);
        if (look.surname) hit(s_surname);
        if (look.full && !company) hit(s_full);
        if (look.initial) hit(s_initial);
    }
    if (other && is_named_phone(value)) hit(s_named_phone);
    StreetShape const street = m_streets.look(value, words);
    if (street.word) hit(street.number ? s_street : s_street_word);
    if (street.shaped) hit(s_address);
    if (is_handle(m_people, value, folded)) hit(s_handle);
}

/// Documents, composite values and lists have no words around what they hold; text has.
bool ValueTests::run_within(std::string_view value, std::vector<TestHit> &hits) const {
    if (value.size() < k_shortest_held) return false;
    auto const hit = [&](Shape shape, bool valid = false) { hits.push_back({m_shapes[shape], valid}); };
    Finds const finds = find_within(m_mailboxes, value);
    if (finds.mail) hit(s_held_email);
    if (finds.private_mail) hit(s_private_email);
    if (finds.plus_phone) hit(s_held_phone);
    if (finds.numbers > 0) hit(s_held_number, finds.valid * 2 > finds.numbers);
    Secret const secret = value.size() < k_shortest_secret ? Secret::none : find_secret(value);
    if (secret != Secret::none) hit(secret == Secret::sure ? s_held_secret : s_held_key);
    bool const holds = secret == Secret::sure || finds.mail || finds.plus_phone || finds.numbers > 0;
    if (value.size() < k_shortest_text || value.find(' ') == std::string_view::npos) return holds;
    if (finds.sentence) hit(s_sentence);
    if (finds.private_mail) hit(s_text_email);
    if (finds.phone) hit(s_text_phone);
    if (finds.valid > 0) hit(s_text_number);
    return holds;
}

} // namespace scribe::classify
