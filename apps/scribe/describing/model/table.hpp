// SPDX-License-Identifier: MIT
#pragma once

#include "describe/templates.hpp"
#include "describing/gather.hpp"
#include "describing/model/answers.hpp"
#include "describing/model/plan.hpp"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

namespace scribe::cli {

/// The tables in hand, so that what refers to one waits for what is said of it. For any thread.
class Family {
public:
    /// While it lives the table is in hand.
    class Member {
    public:
        Member(Family &family, std::int64_t id);
        Member(Member const &) = delete;
        Member &operator=(Member const &) = delete;
        ~Member();
        /// What is said of the table, for those that refer to it.
        void say(std::string text) { m_text = std::move(text); }

    private:
        Family &m_family;
        std::int64_t m_id;
        std::string m_text;
    };

    /// Waits until none of them is in hand. Throws base::Error(interrupted).
    void wait_for(std::vector<std::int64_t> const &ids);
    /// What was said of the table in this run; empty when nothing was.
    std::string text_of(std::int64_t id);

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::set<std::int64_t> m_in_hand;
    std::map<std::int64_t, std::string> m_texts;
};

/// How the tables of a source are described; what all threads share.
struct ModelRun {
    catalog::SourceRow source;
    std::filesystem::path catalog;
    std::vector<model::RefPattern> patterns;
    DescribePlan plan;
    std::string summary; ///< of the database
    std::string writer;  ///< "openai": who the model's name is put behind
    bool structure_only = false, flat = false;
    bool fallback = false;                          ///< rules say what the model does not
    describe::Templates const *templates = nullptr; ///< for the rules
    bool offline = false;                           ///< what nobody answers is left alone
    Answers *answers = nullptr;
    EvidenceReader *evidence = nullptr;
    Family family{};
    std::atomic<std::int64_t> refused = 0; ///< requests that were answered by nothing that can be used
};

/// A text to store.
struct NewText {
    std::int64_t id = 0;
    std::string label;
    model::Description description;
    std::int64_t basis = 0; ///< describe::basis_of its evidence
};

/// What became of a table.
struct DescribedTable {
    std::vector<NewText> texts;
    std::int64_t unanswered = 0; ///< requests without an answer
};

/// Asks about one table, and checks what is said. `store` is for reading, of the thread. Throws base::Error(service)
/// when the service failed, base::Error(interrupted) when nobody will be answered any more. `member`: of the table.
DescribedTable describe_one(ModelRun &run, catalog::Store &store, PlannedTable const &planned, Family::Member &member);

/// What a model is told of the source.
describe::ModelContext base_context(ModelRun const &run);

/// What a writer said, as a draft: of the model that calls itself so, or of the rules.
model::Description description_of(ModelRun const &run, describe::Said const &said, std::string const &model,
                                  bool by_rules);

/// The evidence of a table, what is known beside it, and what of it is to be described.
describe::ModelContext model_context(ModelRun &run, catalog::Store &store, PlannedTable const &planned,
                                     describe::TableEvidence const &table);

} // namespace scribe::cli
