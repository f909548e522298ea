// SPDX-License-Identifier: MIT
#include "catalog/said/known_versions.hpp"

#include "catalog/said/descriptions.hpp"

#include <algorithm>

namespace scribe::catalog {

namespace {

using model::SaidText;

bool is_approved(model::Description const &one) { return one.status == "approved"; }

/// The versions of one object, those of the file beside those of the catalog.
class Versions {
public:
    Versions(Store &store, VersionsOf const &of, ChangeSet *changes, TakenOver &taken)
        : m_store(store), m_of(of), m_changes(changes), m_taken(taken), m_present(text_versions(store, of.object_id)),
          m_newest(m_present.empty() ? 0 : m_present.back().version),
          m_is_approved(std::ranges::any_of(m_present, [](auto const &one) { return is_approved(one.description); })) {}

    void take(std::vector<SaidText const *> const &list) {
        auto const same = pairs(list);
        bool follows = !m_of.is_decided_here, keeps = false;
        for (std::size_t i = 0; i < list.size(); ++i) follows = follows || is_better(*list[i], same[i]);
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (same[i]) keeps = !change(*list[i], *same[i]) || keeps;
            else if (follows) add(*list[i]);
            else keeps = true;
        }
        if (keeps) ++m_taken.kept;
    }

private:
    /// Of each of the file's the version here that is the same one: by author and time too where one is.
    std::vector<TextVersion const *> pairs(std::vector<SaidText const *> const &list) const {
        std::vector<TextVersion const *> same(list.size(), nullptr);
        for (bool const by_time : {true, false}) {
            for (std::size_t i = 0; i < list.size(); ++i) {
                if (same[i]) continue;
                auto const found = std::ranges::find_if(m_present, [&](TextVersion const &one) {
                    return is_same(*list[i], one, by_time) && std::ranges::find(same, &one) == same.end();
                });
                if (found != m_present.end()) same[i] = &*found;
            }
        }
        return same;
    }

    static bool is_same(SaidText const &one, TextVersion const &other, bool by_time) {
        auto const &a = one.description, &b = other.description;
        return a.text == b.text && a.origin == b.origin && a.writer == b.writer &&
               (!by_time || (one.author == other.author && one.said_at == other.created_at));
    }

    /// What a person approved in the file counts more than a draft that was written here.
    bool is_better(SaidText const &one, TextVersion const *same) const {
        if (!is_approved(one.description) || m_is_approved) return false;
        return same ? same->description.status == "draft" : !m_present.empty();
    }

    /// False: what was decided here stays.
    bool change(SaidText const &one, TextVersion const &same) {
        auto next = one.description;
        // Whether it stands on what is known here is known here.
        if (m_of.is_decided_here) next.stale = same.description.stale;
        if (next == same.description) return true;
        if (m_of.is_decided_here && !is_better(one, &same)) return false;
        ++m_taken.texts;
        if (m_changes)
            change_version(m_store, *m_changes, {m_of.object_id, same.version}, m_of.label, next, same.author);
        return true;
    }

    void add(SaidText const &one) {
        ++m_taken.texts;
        if (!m_changes) return;
        m_newest = std::max(m_newest + 1, one.version);
        auto const state = model::description_to_json(one.description);
        if (!restore_description(m_store, m_of.object_id, m_newest, state, one.author)) return;
        if (!one.said_at.empty()) {
            sqlite::Stmt date{m_store.db(),
                              "UPDATE description SET created_at = ?3 WHERE object_id = ?1 AND version = ?2"};
            date.bind(1, m_of.object_id);
            date.bind(2, m_newest);
            date.bind(3, one.said_at);
            date.run();
        }
        m_changes->record("description", description_key(m_of.object_id, m_newest), m_of.label, std::nullopt, state);
    }

    Store &m_store;
    VersionsOf const &m_of;
    ChangeSet *m_changes;
    TakenOver &m_taken;
    std::vector<TextVersion> const m_present;
    std::int64_t m_newest;
    bool m_is_approved;
};

} // namespace

void take_over_versions(Store &store, VersionsOf const &of, std::vector<SaidText const *> const &versions,
                        ChangeSet *changes, TakenOver &taken) {
    Versions{store, of, changes, taken}.take(versions);
}

} // namespace scribe::catalog
