// The part of kube-router that enforces network policies, without its router and its service proxy.
package main

import (
	"flag"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/cloudnativelabs/kube-router/v2/pkg/controllers/netpol"
	"github.com/cloudnativelabs/kube-router/v2/pkg/healthcheck"
	"github.com/cloudnativelabs/kube-router/v2/pkg/options"
	"github.com/spf13/pflag"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

func main() {
	health := pflag.String("health-address", "", "where /healthz says that a first round of rules was written")
	config := options.NewKubeRouterConfig()
	config.AddFlags(pflag.CommandLine)
	klog.InitFlags(nil)
	pflag.CommandLine.AddGoFlag(flag.Lookup("v"))
	pflag.Parse()

	enforce(client(config), config)
	klog.Fatal(http.ListenAndServe(*health, http.HandlerFunc(healthy)))
}

func client(config *options.KubeRouterConfig) kubernetes.Interface {
	rest := must(clientcmd.BuildConfigFromFlags(config.Master, config.Kubeconfig))
	rest.QPS, rest.Burst = 50, 100
	return must(kubernetes.NewForConfig(rest))
}

// Starts writing rules, and goes on whenever a pod, a namespace or a policy changes.
func enforce(client kubernetes.Interface, config *options.KubeRouterConfig) {
	factory := informers.NewSharedInformerFactory(client, 0)
	pods := factory.Core().V1().Pods().Informer()
	namespaces := factory.Core().V1().Namespaces().Informer()
	policies := factory.Networking().V1().NetworkPolicies().Informer()
	forever := make(chan struct{})
	factory.Start(forever)
	factory.WaitForCacheSync(forever)

	rules, sets, err := netpol.NewIPTablesHandlers(config)
	if err != nil {
		klog.Fatal(err)
	}
	for family, handler := range rules {
		rules[family] = remembering(handler)
	}
	controller := must(netpol.NewNetworkPolicyController(
		client, config, pods, policies, namespaces, &sync.Mutex{}, rules, sets))
	for informer, handler := range map[cache.SharedIndexInformer]cache.ResourceEventHandler{
		pods:       livingOnly(controller.PodEventHandler),
		namespaces: inhabitedOnly(pods, controller.NamespaceEventHandler),
		policies:   inhabitedOnly(pods, controller.NetworkPolicyEventHandler),
	} {
		must(informer.AddEventHandler(handler))
	}
	beats := make(chan *healthcheck.ControllerHeartbeat)
	go listen(beats)
	var running sync.WaitGroup
	running.Add(1)
	go controller.Run(beats, forever, &running)
}

var rounds atomic.Int64

func listen(beats <-chan *healthcheck.ControllerHeartbeat) {
	for range beats {
		rounds.Add(1)
	}
}

func healthy(answer http.ResponseWriter, _ *http.Request) {
	if rounds.Load() == 0 {
		answer.WriteHeader(http.StatusServiceUnavailable)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		klog.Fatal(err)
	}
	return value
}
