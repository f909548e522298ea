// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

// What goes to a language model, and what comes back.
namespace scribe::llm {

/// One question.
struct Request {
    std::string id;     ///< tells it from the others of a run
    std::string system; ///< what the model is to do, and how
    std::string prompt;
    std::string schema;                 ///< JSON Schema that the answer must fit
    std::int64_t expected_tokens = 200; ///< of the answer, for estimates
    /// What an answer lacks that fits the schema; empty: nothing. Such an answer is asked for once more, and then
    /// taken.
    std::function<std::string(std::string const &answer)> lack{};
};

/// What a model said, and what it cost.
struct Answer {
    std::string id;
    std::string text;  ///< JSON that fits the schema
    std::string model; ///< as the server names it, else as it was asked for
    std::int64_t tokens_in = 0, tokens_out = 0;
};

/// Why there is no answer.
enum class Failure {
    refused, ///< the model does not want to
    invalid, ///< what it said fits no schema, not the second time either
    service, ///< the server did not answer after all tries
    fatal,   ///< the server will not answer whatever is asked: a wrong key, no such model
    budget,  ///< it would cost more than it may
};

/// An answer, or why there is none.
struct Outcome {
    std::optional<Answer> answer;
    Failure failure = Failure::service; ///< without an answer
    std::string why{};                  ///< the same in words; no key is in it
};

/// One try at a question.
struct Reply {
    enum class Kind {
        answer,
        cut, ///< the answer ends before its end
        refused,
        no_format, ///< the server does not know the way that answers are asked for in
        temporary, ///< may work later
        unusable,  ///< this request has no answer that can be used, now or later
        fatal,
    } kind = Kind::temporary;
    std::string text{}; ///< of an answer; else why
    std::string model{};
    std::int64_t tokens_in = 0, tokens_out = 0; ///< 0: the server does not tell
    std::chrono::milliseconds wait{0};          ///< before anything is asked again
};

/// About how many tokens a text is; languages and models differ.
std::int64_t estimate_tokens(std::size_t bytes);
/// Those of all that is sent with a request.
std::int64_t estimate_tokens(Request const &request);

} // namespace scribe::llm
