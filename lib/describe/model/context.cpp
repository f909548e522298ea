// SPDX-License-Identifier: MIT
#include "describe/model/context.hpp"

#include "base/text.hpp"
#include "describe/model/words.hpp"

#include <algorithm>
#include <array>

namespace scribe::describe {

void TableNames::add(model::Ref const &table) {
    m_refs.insert(table);
    m_names.insert(table.name);
    m_names.insert(table.schema);
    auto const words = plain_words_of(table.name);
    m_longest = std::max(m_longest, words.size());
    m_words.emplace(base::join(words, " "), table);
}

std::vector<model::Ref> TableNames::called(std::string const &words) const {
    std::vector<model::Ref> tables;
    auto const [begin, end] = m_words.equal_range(words);
    for (auto it = begin; it != end; ++it) tables.push_back(it->second);
    return tables;
}

bool gives_orders(std::string const &text) {
    constexpr std::array k_orders = {"ignore the above",
                                     "ignore all",
                                     "ignore any",
                                     "ignore previous",
                                     "ignore prior",
                                     "ignore your",
                                     "ignore these",
                                     "disregard",
                                     "forget everything",
                                     "forget all",
                                     "system prompt",
                                     "these instructions",
                                     "your instructions",
                                     "previous instructions",
                                     "prior instructions",
                                     "above instructions",
                                     "instructions above",
                                     "following instruct",
                                     "you are now",
                                     "you must now",
                                     "as an ai",
                                     "language model",
                                     "new task",
                                     "<|",
                                     "[inst]",
                                     "respond with",
                                     "write the following"};
    auto const folded = base::fold_case(base::single_line(text));
    return std::ranges::any_of(k_orders, [&](auto const *order) { return folded.find(order) != std::string::npos; });
}

bool may_show(ColumnEvidence const &column) {
    return column.entity.empty() && (!column.profile || column.profile->hidden.empty());
}

} // namespace scribe::describe
