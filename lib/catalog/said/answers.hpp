// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What language models answered: the same question is asked once.
namespace scribe::catalog {

struct StoredAnswer {
    std::string model; ///< as it calls itself
    std::string text;  ///< JSON
    std::int64_t tokens_in = 0, tokens_out = 0;
};

/// What an answer is found by: SHA-256 of all parts of the question (whom it goes to, prompts, schema), in hexadecimal.
std::string answer_key(std::vector<std::string_view> const &parts);

std::optional<StoredAnswer> find_answer(Store &store, std::string_view key);
/// In a transaction of its own, unless the caller has one open.
void save_answer(Store &store, std::string_view key, StoredAnswer const &answer);

} // namespace scribe::catalog
