// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "reviewing/page.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace scribe::cli {

namespace {

/// Longer texts are compared as a whole: the table below grows with the square.
constexpr std::size_t k_most_words = 2'000;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (auto const c : text) {
        bool const blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) word.push_back(c);
        else if (!word.empty()) words.push_back(std::move(word)), word.clear();
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

/// Collects words of one sort until another comes.
class Marked {
public:
    void add(char sort, std::string const &word) {
        if (sort != m_sort) flush();
        m_sort = sort;
        m_words.push_back(word);
    }
    std::string take() {
        flush();
        return std::move(m_text);
    }

private:
    void flush() {
        if (m_words.empty()) return;
        if (!m_text.empty()) m_text += ' ';
        auto const words = base::join(m_words, " ");
        m_text += m_sort == '-' ? "[-" + words + "-]" : m_sort == '+' ? "{+" + words + "+}" : words;
        m_words.clear();
    }
    char m_sort = '=';
    std::vector<std::string> m_words;
    std::string m_text;
};

} // namespace

std::string word_changes(std::string_view from, std::string_view to) {
    auto const a = words_of(from), b = words_of(to);
    Marked marked;
    if (a.size() > k_most_words || b.size() > k_most_words) {
        for (auto const &word : a) marked.add('-', word);
        for (auto const &word : b) marked.add('+', word);
        return marked.take();
    }
    // The longest common subsequence of what is left of both, by where that begins.
    std::vector<std::vector<unsigned>> common(a.size() + 1, std::vector<unsigned>(b.size() + 1));
    for (auto i = a.size(); i-- > 0;)
        for (auto j = b.size(); j-- > 0;)
            common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            marked.add('=', a[i++]);
            ++j;
        } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
            marked.add('-', a[i++]);
        } else {
            marked.add('+', b[j++]);
        }
    }
    return marked.take();
}

} // namespace scribe::cli
