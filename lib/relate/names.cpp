// SPDX-License-Identifier: MIT
#include "relate/names.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "relate_data.hpp"

#include <algorithm>
#include <map>

namespace scribe::relate {

namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a new word begins at `i`.
bool begins_word(std::string_view name, std::size_t i) {
    char const before = name[i - 1], here = name[i];
    if (is_digit(before) != is_digit(here)) return true;
    if (!is_upper(here)) return false;
    // "aB", and "HTMLPage" before "Page".
    return is_lower(before) || (is_upper(before) && i + 1 < name.size() && is_lower(name[i + 1]) && name[i + 1] != 's');
}

int small_number(std::string_view digits) { return digits.size() == 1 ? digits[0] - '0' : -1; }

std::set<std::string, std::less<>> &group(Lexicon &lexicon, std::string_view name) {
    std::map<std::string_view, std::set<std::string, std::less<>> Lexicon::*> const groups = {
        {"id", &Lexicon::id},     {"generic", &Lexicon::generic}, {"up", &Lexicon::up},
        {"role", &Lexicon::role}, {"layer", &Lexicon::layer},     {"measure", &Lexicon::measure}};
    return lexicon.*groups.at(name);
}

Lexicon read_lexicon() {
    Lexicon lexicon;
    for (auto const &line : base::split(data::k_words, '\n')) {
        auto const colon = line.find(':');
        if (line.empty() || line[0] == '#' || colon == std::string::npos) continue;
        auto list = base::split(std::string_view{line}.substr(colon + 1), ' ');
        std::erase(list, "");
        if (line.starts_with("person:")) lexicon.person = std::move(list);
        else group(lexicon, std::string_view{line}.substr(0, colon)).insert(list.begin(), list.end());
    }
    return lexicon;
}

} // namespace

std::vector<std::string> words(std::string_view name) {
    std::vector<std::string> list;
    std::string word;
    auto const end = [&] {
        if (!word.empty()) list.push_back(base::fold_case(word));
        word.clear();
    };
    for (std::size_t i = 0; i < name.size(); ++i) {
        bool const letter = is_upper(name[i]) || is_lower(name[i]) || is_digit(name[i]);
        if (!letter || (i > 0 && !word.empty() && begins_word(name, i))) end();
        if (letter) word += name[i];
    }
    end();
    return list;
}

std::string glue(std::vector<std::string> const &words, std::size_t from, std::size_t to) {
    std::string text;
    for (auto i = from; i < std::min(to, words.size()); ++i) text += words[i];
    return text;
}

Lexicon const &lexicon() {
    static Lexicon const the_lexicon = read_lexicon();
    return the_lexicon;
}

ColumnName column_name(std::string_view name, std::string_view prefix) {
    auto const &lexicon = relate::lexicon();
    ColumnName result;
    auto all = words(name);
    if (!prefix.empty() && all.size() > 1 && all[0] == prefix) all.erase(all.begin());
    bool plural_id = false;
    for (auto &word : all) {
        auto one = base::singular(word);
        if (word == "ids") plural_id = true, one = "id";
        result.plural = one != word;
        result.words.push_back(std::move(one));
    }
    result.whole = glue(result.words);
    result.stem = result.words;
    // "id_customer", as some write it.
    if (result.stem.size() > 1 && (result.stem[0] == "id" || result.stem[0] == "fk" || result.stem[0] == "cod")) {
        result.stem.erase(result.stem.begin());
        result.id = true;
    }
    while (result.stem.size() > 1 && lexicon.id.contains(result.stem.back())) {
        result.stem.pop_back();
        result.id = true;
    }
    // "customer_id_1", "address2"
    if (result.stem.size() > 1 && is_digit(result.stem.back()[0])) {
        result.number = small_number(result.stem.back());
        result.stem.pop_back();
        while (result.stem.size() > 1 && lexicon.id.contains(result.stem.back())) {
            result.stem.pop_back();
            result.id = true;
        }
    }
    // "team1id": the number between.
    if (result.id && result.stem.size() > 1 && is_digit(result.stem.back()[0])) {
        result.number = small_number(result.stem.back());
        result.stem.pop_back();
    }
    result.id = result.id || plural_id || (result.words.size() == 1 && result.words[0] == "id");
    return result;
}

std::string column_prefix(std::vector<std::string> const &names) {
    if (names.size() < 3) return {};
    std::map<std::string, std::size_t> counts;
    for (auto const &name : names) {
        auto const all = words(name);
        if (all.size() > 1 && !is_digit(all[0][0])) ++counts[all[0]];
    }
    for (auto const &[word, count] : counts)
        if (word.size() <= 8 && word != "id" && static_cast<double>(count) >= 0.8 * static_cast<double>(names.size()))
            return word;
    return {};
}

bool abbreviates(std::string_view shorter, std::string_view longer) {
    if (shorter.size() < 3 || shorter.size() >= longer.size() || shorter[0] != longer[0]) return false;
    if (longer.starts_with(shorter)) return true;
    // Letters in order, the last one of them too: "mgr" of manager, "dpt" of department. The share left out is bounded.
    if (shorter[1] != longer[1] && shorter.size() < 4 && !longer.ends_with(shorter.back())) return false;
    std::size_t at = 0;
    for (char const c : longer)
        if (at < shorter.size() && shorter[at] == c) ++at;
    return at == shorter.size() && 3 * shorter.size() >= longer.size() && longer.size() <= 14;
}

} // namespace scribe::relate
