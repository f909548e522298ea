// SPDX-License-Identifier: MIT
#pragma once

#include "source/sample.hpp"
#include "source/sqlite/connection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::source::sqlite {

/// The values of a table's rows. A row with a very long value is not loaded: its values are measured where they lie.
class SampleValues {
public:
    SampleValues(Connection &connection, SampleRequest const &request);

    /// The columns asked for, as a select list; NULL when there is none.
    std::string const &list() const { return m_list; }
    /// The values of the row that the statement stands on, from its column `at` on; valid until the next call.
    std::vector<model::SampleValue> const &read(Stmt &row, int at);
    /// Runs a step that fails with SQLITE_TOOBIG when the row is too long to be loaded.
    template <typename Step> bool limited(Step const &step) {
        Limit const limit{m_connection};
        return step();
    }
    /// The values of a row that is too long. `rowid_name`: under which the rowid can be read.
    std::vector<model::SampleValue> const &read_long(std::string const &rowid_name, std::int64_t rowid);

    std::int64_t bytes() const { return m_bytes; }       ///< of all values read
    std::int64_t repaired() const { return m_repaired; } ///< values that were no valid UTF-8

private:
    /// Lowers the length of the rows that SQLite takes, as long as it lives.
    class Limit {
    public:
        explicit Limit(Connection &connection);
        Limit(Limit const &) = delete;
        Limit &operator=(Limit const &) = delete;
        ~Limit();

    private:
        sqlite3 *m_handle;
        int m_before;
    };

    void put_text(std::string_view text, std::int64_t bytes);
    void put(Stmt &row, int column);
    void put_long(std::string const &column, std::int64_t rowid);

    Connection &m_connection;
    SampleRequest const &m_request;
    std::string m_list;
    std::vector<model::SampleValue> m_values;
    std::vector<std::string> m_kept; ///< texts that were repaired or whose statement is gone
    std::int64_t m_bytes = 0, m_repaired = 0;
};

} // namespace scribe::source::sqlite
