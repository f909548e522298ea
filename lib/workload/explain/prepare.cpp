// SPDX-License-Identifier: MIT
#include "workload/explain/prepare.hpp"

#include "workload/explain/draft.hpp"
#include "workload/explain/repair.hpp"
#include "workload/explain/typed.hpp"

namespace scribe::workload {

namespace {

constexpr int k_most_attempts = 64;

} // namespace

TakenStatement make_statement(std::string_view text, TryStatement const &attempt) {
    Draft draft{text};
    TakenStatement taken;
    auto const plain = draft.text();
    rewrite_typed_parameters(draft);
    Repair repair{draft};
    for (int i = 0; i < k_most_attempts; ++i) {
        taken.sql = draft.text();
        auto const refusal = attempt(taken.sql);
        if (!refusal) {
            taken.parameters = draft.parameters();
            taken.rewritten = taken.sql != plain;
            taken.refusal.reset();
            return taken;
        }
        if (!taken.refusal) taken.refusal = refusal;
        if (!repair.answer(*refusal)) break;
    }
    taken.sql = plain;
    return taken;
}

} // namespace scribe::workload
