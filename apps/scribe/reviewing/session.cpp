// SPDX-License-Identifier: MIT
#include "reviewing/session.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/audit/undo.hpp"
#include "catalog/said/review.hpp"
#include "describing/model/improver.hpp"
#include "describing/taught.hpp"
#include "options/options_common.hpp"
#include "output/output.hpp"
#include "reviewing/editor.hpp"
#include "reviewing/page.hpp"

#include <fmt/format.h>

#include <ostream>

namespace scribe::cli {

namespace {

using base::ExitCode;
using catalog::TextRow;

/// More of what is known scrolls the text away.
constexpr std::size_t k_evidence_lines = 12;

class Session {
public:
    Session(catalog::Store &store, catalog::TextQuery const &query, GlobalOptions const &global, Context &context)
        : m_store(store), m_query(query), m_author(author(global, context)), m_global(global), m_context(context) {
        m_query.set = catalog::TextSet::pending;
        m_query.limit = 0;
        m_query.offset = 0;
        // Only who is next: texts are read when their turn comes.
        catalog::list_texts(m_store, m_query, [this](TextRow &&row) { m_ids.push_back(row.object_id); });
    }

    ExitCode run() {
        if (m_ids.empty()) {
            base::log::info("Nothing waits for a decision");
            return ExitCode::ok;
        }
        while (m_at < m_ids.size()) {
            auto const row = pending(m_ids[m_at]);
            if (!row) { // somebody else decided meanwhile
                ++m_at;
                continue;
            }
            show(*row);
            if (!decide(*row)) break;
        }
        auto const improved = m_improved > 0 ? fmt::format("{} improved, ", m_improved) : std::string{};
        base::log::info("{} approved, {} edited, {}{} rejected, {} left", m_approved, m_edited, improved, m_rejected,
                        base::group_digits(waiting()));
        tell_taught(m_store);
        return ExitCode::ok;
    }

private:
    struct Done {
        std::string change_set;
        std::size_t at;
        int *count;
    };

    std::ostream &out() { return m_context.out; }

    std::optional<TextRow> pending(std::int64_t object_id) {
        auto row = catalog::find_review(m_store, object_id);
        bool const waits = row && (row->description.status == "draft" || row->description.stale);
        return waits ? row : std::nullopt;
    }

    std::int64_t waiting() {
        return catalog::list_texts(m_store, m_query, [](TextRow &&) {});
    }

    void show(TextRow const &row) {
        auto const width = static_cast<std::size_t>(m_context.terminal_width);
        bool const styled = colored(m_context, m_context.out_is_terminal);
        out() << fmt::format("\n{} of {}\n", m_at + 1, m_ids.size()) << review_page(m_store, row, width, styled)
              << evidence_page(m_store, row, width, k_evidence_lines);
    }

    /// False when the person has enough.
    bool decide(TextRow const &row) {
        for (;;) {
            out() << "[a]pprove [e]dit [i]mprove [r]eject [s]kip [u]ndo [q]uit: " << std::flush;
            auto const key = m_keys.next();
            out() << (key > ' ' ? std::string{key} : std::string{}) << '\n';
            switch (key) {
            case 'a': return change(m_approved, [&](auto &review) { return review.approve(row); });
            case 'r': return change(m_rejected, [&](auto &review) { return review.reject(row); });
            case 'e':
                if (edit(row)) return true;
                break;
            case 'i':
                if (improve(row)) return true;
                break;
            case 's': ++m_at; return true;
            case 'u':
                if (undo()) return true;
                break;
            case 'q':
            case 0: return false;
            default: out() << "Press one of the letters in brackets\n";
            }
        }
    }

    template <typename Decide> bool change(int &count, Decide const &decide) {
        sqlite::Txn txn{m_store.db()};
        catalog::Review review{m_store, m_author, "review"};
        decide(review);
        txn.commit();
        if (review.changes() > 0) {
            ++count;
            m_done.push_back({review.id(), m_at, &count});
        }
        ++m_at;
        return true;
    }

    /// True when there is another text now.
    bool edit(TextRow const &row) {
        auto const about = review_page(m_store, row, std::nullopt, false) +
                           evidence_page(m_store, row, std::nullopt, 10 * k_evidence_lines);
        auto const text = m_keys.lend([&] { return edit_text(row.description.text, about, m_context); });
        if (!text || *text == row.description.text) {
            out() << "The text is as it was\n";
            return false;
        }
        return change(m_edited, [&](auto &review) { return review.edit(row, *text); });
    }

    /// True when a model wrote another text, which is shown next.
    bool improve(TextRow const &row) {
        try {
            if (!m_improver) m_improver.emplace(configured_model(m_context), 1, m_global, m_context, m_store);
            out() << "What do you know of it? (Enter alone: nothing) " << std::flush;
            auto const hint = m_keys.line();
            if (!hint || base::trim(*hint).empty()) {
                out() << "The text is as it was\n";
                return false;
            }
            out() << "Asking the model ...\n" << std::flush;
            return keep(row, m_improver->improve(row, *hint));
        } catch (base::Error const &error) {
            // A model that is not there is no reason to end the session.
            if (error.code() == ExitCode::interrupted) throw;
            out() << error.what() << (error.hint().empty() ? "" : ": " + error.hint())
                  << "; e opens the text in your editor\n";
            return false;
        }
    }

    bool keep(TextRow const &row, Improved const &improved) {
        if (improved.text.text.empty()) {
            out() << "No better text: " << improved.why << '\n';
            return false;
        }
        sqlite::Txn txn{m_store.db()};
        catalog::DescriptionWriter writer{m_store, *m_store.find_source(row.source), m_author, "review"};
        bool const changed = writer.save(row.object_id, row.ref(), improved.text, improved.basis);
        txn.commit();
        if (!changed) {
            out() << "The model says the same again\n";
            return false;
        }
        ++m_improved;
        m_done.push_back({writer.change_set(), m_at, &m_improved});
        return true;
    }

    /// Takes the last decision of this session back and shows that text again.
    bool undo() {
        if (m_done.empty()) {
            out() << "Nothing was decided yet\n";
            return false;
        }
        auto const last = m_done.back();
        catalog::revert(m_store, {.change_set = last.change_set, .author = m_author}, [](catalog::Event &&) {});
        m_done.pop_back();
        --*last.count;
        m_at = last.at;
        return true;
    }

    catalog::Store &m_store;
    catalog::TextQuery m_query;
    std::string m_author;
    GlobalOptions const &m_global;
    Context &m_context;
    Keys m_keys;
    std::optional<Improver> m_improver;
    std::vector<std::int64_t> m_ids;
    std::vector<Done> m_done;
    std::size_t m_at = 0;
    int m_approved = 0, m_edited = 0, m_rejected = 0, m_improved = 0;
};

} // namespace

void tell_taught(catalog::Store &store) {
    auto const taught = find_taught(store);
    if (!taught.empty())
        base::log::info("{} in the same way several times: scribe template list --offered shows {}",
                        base::counted(static_cast<std::int64_t>(taught.size()), "change was made", "changes were made"),
                        taught.size() == 1 ? "it" : "them");
}

ExitCode review_session(catalog::Store &store, catalog::TextQuery const &query, GlobalOptions const &global,
                        Context &context) {
    return Session{store, query, global, context}.run();
}

} // namespace scribe::cli
