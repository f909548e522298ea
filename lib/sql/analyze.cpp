// SPDX-License-Identifier: MIT
#include "sql/analyzer.hpp"
#include "sql/deep_stack.hpp"
#include "sql/statement.hpp"

namespace scribe::sql {

namespace {

template <typename Read> StatementUse analyzed(Names const &names, Read const &read) {
    StatementUse use;
    run_on_deep_stack([&] {
        Analyzer analyzer{names};
        try {
            read(analyzer);
        } catch (TooMuch const &error) {
            analyzer.fail(error.what());
        }
        use = analyzer.use();
    });
    return use;
}

} // namespace

StatementUse analyze(std::string_view text, Names const &names) {
    return analyzed(names, [&](Analyzer &analyzer) { analyzer.read_text(text); });
}

StatementUse analyze_routine(RoutineText const &routine, Names const &names) {
    return analyzed(names, [&](Analyzer &analyzer) { analyzer.read_routine(routine); });
}

} // namespace scribe::sql
