// SPDX-License-Identifier: MIT
#include "export/erd/communities.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace scribe::exporter::erd {

namespace {

constexpr int k_rounds = 32;    ///< of moves on one level: enough to settle
constexpr double k_gain = 1e-9; ///< below that a move is noise of arithmetic

/// The graph of one level: nodes are communities of the level before.
struct Graph {
    std::vector<std::vector<std::pair<std::size_t, double>>> neighbours; ///< by node, each once, without the node
    std::vector<double> degrees; ///< weights of all ends at the node, links to itself twice
    double total = 0;            ///< sum of the degrees
};

Graph make_graph(std::size_t nodes, std::map<std::pair<std::size_t, std::size_t>, double> const &links) {
    Graph graph;
    graph.neighbours.resize(nodes);
    graph.degrees.resize(nodes);
    for (auto const &[ends, weight] : links) {
        auto const [a, b] = ends;
        graph.degrees[a] += weight;
        graph.degrees[b] += weight;
        graph.total += 2 * weight;
        if (a == b) continue;
        graph.neighbours[a].emplace_back(b, weight);
        graph.neighbours[b].emplace_back(a, weight);
    }
    return graph;
}

/// Numbers the communities by their first nodes; returns how many there are.
std::size_t renumber(std::vector<std::size_t> &community) {
    std::vector<std::size_t> number(community.size(), community.size());
    std::size_t count = 0;
    for (auto &at : community) {
        if (number[at] == number.size()) number[at] = count++;
        at = number[at];
    }
    return count;
}

/// Moves each node to the neighbouring community that raises the modularity most, until none does.
std::vector<std::size_t> move_nodes(Graph const &graph, double resolution) {
    auto const nodes = graph.degrees.size();
    std::vector<std::size_t> community(nodes);
    std::iota(community.begin(), community.end(), std::size_t{0});
    auto sums = graph.degrees; // of the communities
    std::vector<double> to(nodes, 0);
    bool moved = true;
    for (int round = 0; moved && round < k_rounds; ++round) {
        moved = false;
        for (std::size_t node = 0; node < nodes; ++node) {
            auto const own = community[node];
            sums[own] -= graph.degrees[node];
            for (auto const &[other, weight] : graph.neighbours[node]) to[community[other]] += weight;
            auto const gain = [&](std::size_t at) {
                return to[at] - resolution * sums[at] * graph.degrees[node] / graph.total;
            };
            auto best = own;
            for (auto const &[other, weight] : graph.neighbours[node]) {
                if (gain(community[other]) > gain(best) + k_gain) best = community[other];
            }
            for (auto const &[other, weight] : graph.neighbours[node]) to[community[other]] = 0;
            sums[best] += graph.degrees[node];
            community[node] = best;
            moved = moved || best != own;
        }
    }
    return community;
}

} // namespace

std::vector<std::size_t> communities(std::size_t nodes, std::vector<Link> const &links, double resolution) {
    std::map<std::pair<std::size_t, std::size_t>, double> weights;
    for (auto const &link : links) weights[std::minmax(link.a, link.b)] += link.weight;
    std::vector<std::size_t> result(nodes);
    std::iota(result.begin(), result.end(), std::size_t{0});
    auto size = nodes;
    while (!weights.empty()) {
        auto level = move_nodes(make_graph(size, weights), resolution);
        auto const count = renumber(level);
        for (auto &at : result) at = level[at];
        if (count == size) break;
        std::map<std::pair<std::size_t, std::size_t>, double> merged;
        for (auto const &[ends, weight] : weights) merged[std::minmax(level[ends.first], level[ends.second])] += weight;
        weights = std::move(merged);
        size = count;
    }
    renumber(result);
    return result;
}

} // namespace scribe::exporter::erd
