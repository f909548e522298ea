// SPDX-License-Identifier: MIT
#include "profile/count/masks.hpp"

#include "profile/count/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace scribe::profile {

namespace {

constexpr std::size_t k_slots = 128, k_most = 96, k_listed = 5;
constexpr std::uint8_t k_longest = 255;

double part(std::int64_t count, std::int64_t all) {
    return all == 0 ? 0 : static_cast<double>(count) / static_cast<double>(all);
}

} // namespace

std::size_t MaskCounter::place(Shape const &shape) const {
    std::uint64_t a = 0, b = 0;
    std::memcpy(&a, shape.run.data(), 8);
    std::memcpy(&b, shape.run.data() + 8, 8);
    auto at = static_cast<std::size_t>(((a ^ (b * 0x9e3779b97f4a7c15U)) * 0xbf58476d1ce4e5b9U) >> 57) % k_slots;
    while (m_masks[at].runs != 0 && (m_masks[at].runs != shape.runs || m_masks[at].run != shape.run))
        at = (at + 1) % k_slots;
    return at;
}

void MaskCounter::add(Shape const &shape) {
    if (shape.runs == 0) return;
    if (m_masks.empty()) m_masks.resize(k_slots);
    auto at = place(shape);
    if (m_masks[at].runs == 0) {
        if (m_used == k_most) {
            drop_rare();
            at = place(shape);
        }
        auto &mask = m_masks[at];
        mask.run = shape.run;
        mask.runs = shape.runs;
        mask.least = mask.most = shape.length;
        ++m_used;
    }
    auto &mask = m_masks[at];
    ++mask.count;
    mask.non_ascii = mask.non_ascii || shape.non_ascii > 0;
    for (std::size_t i = 0; i < Shape::k_most_runs; ++i) {
        mask.least[i] = std::min(mask.least[i], shape.length[i]);
        mask.most[i] = std::max(mask.most[i], shape.length[i]);
    }
}

/// Makes room by forgetting the rarer half: a mask that is frequent enough to tell something comes again.
void MaskCounter::drop_rare() {
    auto keep = sorted();
    keep.resize(k_most / 2);
    std::vector<Mask> copies;
    for (auto const *mask : keep) copies.push_back(*mask);
    m_masks.assign(k_slots, {});
    m_used = copies.size();
    Shape shape;
    for (auto const &mask : copies) {
        shape.run = mask.run;
        shape.runs = mask.runs;
        m_masks[place(shape)] = mask;
    }
}

std::vector<MaskCounter::Mask const *> MaskCounter::sorted() const {
    std::vector<Mask const *> list;
    for (auto const &mask : m_masks)
        if (mask.runs != 0) list.push_back(&mask);
    std::sort(list.begin(), list.end(), [](Mask const *a, Mask const *b) {
        return a->count != b->count ? a->count > b->count : a->run < b->run;
    });
    return list;
}

std::string MaskCounter::print(Mask const &mask) {
    std::string text;
    for (std::size_t i = 0; i < mask.runs; ++i) {
        auto const c = mask.run[i];
        bool const fixed = mask.least[i] == mask.most[i] && mask.least[i] <= 20;
        text.append(fixed ? mask.least[i] : 1, c);
        if (!fixed) text += '+';
    }
    return text;
}

std::string MaskCounter::print_regex(Mask const &mask) {
    std::string text;
    for (std::size_t i = 0; i < mask.runs; ++i) {
        auto const c = mask.run[i];
        if (c == 'A') text += "[A-Z]";
        else if (c == 'a') text += "[a-z]";
        else if (c == '9') text += "[0-9]";
        else if (std::strchr(R"(\^$.|?*+()[]{}/)", c) != nullptr) (text += '\\') += c;
        else text += c;
        if (mask.most[i] == k_longest) text += mask.least[i] == 1 ? "+" : fmt::format("{{{},}}", mask.least[i]);
        else if (mask.least[i] != mask.most[i]) text += fmt::format("{{{},{}}}", mask.least[i], mask.most[i]);
        else if (mask.least[i] > 1) text += fmt::format("{{{}}}", mask.least[i]);
    }
    return text;
}

void MaskCounter::finish(model::TextFacts &facts, std::int64_t values) const {
    std::int64_t covered = 0;
    for (auto const *mask : sorted()) {
        if (facts.masks.size() == k_listed || part(covered, values) >= 0.95) break;
        covered += mask->count;
        facts.masks.push_back({print(*mask), mask->count, rounded(part(mask->count, values))});
    }
    facts.mask_share = rounded(part(covered, values));
}

double MaskCounter::main_share(std::int64_t values) const {
    std::int64_t most = 0;
    for (auto const &mask : m_masks) most = std::max(most, mask.count);
    return part(most, values);
}

std::string MaskCounter::regex(std::int64_t values, double &share) const {
    std::int64_t covered = 0;
    std::string text;
    int count = 0;
    for (auto const *mask : sorted()) {
        if (part(covered, values) >= 0.95 || mask->non_ascii || count == 3) break;
        for (std::size_t i = 0; i < mask->runs; ++i)
            if (static_cast<unsigned char>(mask->run[i]) < 0x20) return {};
        text += (count++ == 0 ? "" : "|") + print_regex(*mask);
        covered += mask->count;
    }
    share = part(covered, values);
    if (share < 0.95) return {};
    return count == 1 ? "^" + text + "$" : "^(" + text + ")$";
}

} // namespace scribe::profile
