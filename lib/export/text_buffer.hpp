// SPDX-License-Identifier: MIT
#pragma once

#include "export/exporter.hpp"

#include <string>
#include <string_view>

namespace scribe::exporter {

/// Collects text and hands it over by the block.
class TextBuffer {
public:
    explicit TextBuffer(TextSink const &sink) : m_sink(sink) {}

    TextBuffer &operator+=(std::string_view text) {
        m_text += text;
        if (m_text.size() >= k_block) flush();
        return *this;
    }
    void flush() {
        if (!m_text.empty()) m_sink(m_text);
        m_text.clear();
    }

private:
    static constexpr std::size_t k_block = std::size_t{64} * 1024;
    TextSink const &m_sink;
    std::string m_text;
};

} // namespace scribe::exporter
