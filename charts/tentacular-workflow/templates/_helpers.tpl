{{/* What selects the pods of this workflow; Deployment selectors cannot change, so nothing else belongs here. */}}
{{- define "tentacular-workflow.selector" -}}
app.kubernetes.io/name: {{ .Release.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Labels of pods. part-of is what we look for: Helm puts its own name into managed-by of what it owns. */}}
{{- define "tentacular-workflow.podLabels" -}}
{{ include "tentacular-workflow.selector" . }}
app.kubernetes.io/part-of: tentacular
app.kubernetes.io/managed-by: tentacular
{{- with .Values.workflow.version }}
app.kubernetes.io/version: {{ . | quote }}
{{- end }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Labels of every other object. The chart's version is not on pods: it alone must not restart them. */}}
{{- define "tentacular-workflow.labels" -}}
{{ include "tentacular-workflow.podLabels" . }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* registry/repository:tag@digest, with what is there. */}}
{{- define "tentacular-workflow.image" -}}
{{- with .Values.image }}
{{- with .registry }}{{ . }}/{{ end }}{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end }}
{{- end }}

{{/* Twelve hex digits address the code: a name per content, so that old pods keep theirs while new ones start. */}}
{{- define "tentacular-workflow.codeName" -}}
{{- $digest := required "code.digest is empty: deploy with \"tntc deploy\", or give the values of \"tntc plan --show values\"" .Values.code.digest -}}
{{ .Release.Name }}-code-{{ $digest | trimPrefix "sha256:" | trunc 12 }}
{{- end }}

{{/* The import map goes by the code's digest, which covers it. */}}
{{- define "tentacular-workflow.importMapName" -}}
{{ include "tentacular-workflow.codeName" . | replace (printf "%s-code-" .Release.Name) (printf "%s-import-map-" .Release.Name) }}
{{- end }}

{{/* Pod Security Standard "restricted", for every pod of ours. */}}
{{- define "tentacular-workflow.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "tentacular-workflow.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* What every pod of ours says besides its container. */}}
{{- define "tentacular-workflow.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
serviceAccountName: {{ .Release.Name }}
{{- with .Values.runtimeClass }}
runtimeClassName: {{ . }}
{{- end }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  {{- include "tentacular-workflow.podSecurity" . | nindent 2 }}
{{- end }}

{{/* Deno keeps its cache in /tmp, the only place that can be written. */}}
{{- define "tentacular-workflow.denoEnv" -}}
- name: DENO_DIR
  value: /tmp/deno
- name: DENO_NO_UPDATE_CHECK
  value: "1"
- name: HOME
  value: /tmp
- name: TMPDIR
  value: /tmp
- name: NO_COLOR
  value: "1"
{{- end }}

{{/* The small pods beside the engine: ticks and the helm test. */}}
{{- define "tentacular-workflow.smallResources" -}}
requests:
  cpu: 10m
  memory: 64Mi
  ephemeral-storage: 16Mi
limits:
  memory: 128Mi
  ephemeral-storage: 128Mi
{{- end }}

{{/* Why a rule is there; on one line, because it comes from people. */}}
{{- define "tentacular-workflow.reason" -}}
# {{ . | default "no reason given" | replace "\n" " " | replace "\r" " " }}
{{- end }}

{{/* Rules out; none at all refuses everything. */}}
{{- define "tentacular-workflow.egress" -}}
{{- if . -}}
egress:
  {{- range . }}
  {{- include "tentacular-workflow.reason" .reason | nindent 2 }}
  - to:
      {{- include "tentacular-workflow.peers" .to | nindent 6 }}
    {{- include "tentacular-workflow.ports" .ports | nindent 4 }}
  {{- end }}
{{- else -}}
egress: []
{{- end }}
{{- end }}

{{/* Namespace and pods in one item mean both at once; in two items they would mean either. */}}
{{- define "tentacular-workflow.peers" -}}
{{- range $at, $peer := . }}
{{- if $at }}{{ "\n" }}{{ end }}
{{- include "tentacular-workflow.peer" $peer }}
{{- end }}
{{- end }}

{{- define "tentacular-workflow.peer" -}}
{{- if hasKey . "cidr" -}}
- ipBlock:
    cidr: {{ .cidr | quote }}
    {{- with .except }}
    except:
      {{- range . }}
      - {{ . | quote }}
      {{- end }}
    {{- end }}
{{- else -}}
- podSelector: {{ include "tentacular-workflow.matchLabels" .pods }}
  {{- with .namespace }}
  namespaceSelector: {{ include "tentacular-workflow.matchLabels" . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "tentacular-workflow.matchLabels" -}}
{{- if . -}}
{ matchLabels: {{ toRawJson . }} }
{{- else -}}
{}
{{- end }}
{{- end }}

{{- define "tentacular-workflow.ports" -}}
{{- with . -}}
ports:
  {{- range . }}
  - port: {{ if kindIs "string" .port }}{{ .port | quote }}{{ else }}{{ .port | int }}{{ end }}
    protocol: {{ .protocol }}
  {{- end }}
{{- end }}
{{- end }}
